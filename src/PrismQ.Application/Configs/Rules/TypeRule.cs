using System.Text.Json;
using PrismQ.Domain.Modules;

namespace PrismQ.Application.Configs.Rules;

/// <summary>A value has its parameter's JSON type. A boolean is not a number, and a number in quotes is none either.</summary>
internal sealed class TypeRule : IParameterRule
{
    public string? Check(ModuleParameter parameter, JsonElement value) => (parameter.Type, value.ValueKind) switch
    {
        (ParameterType.Number, not JsonValueKind.Number) => $"{parameter.Name} must be a number",
        (ParameterType.Checkbox, not (JsonValueKind.True or JsonValueKind.False)) => $"{parameter.Name} must be a boolean",
        (ParameterType.Text or ParameterType.Password, not JsonValueKind.String) => $"{parameter.Name} must be a string",
        _ => null,
    };
}
