using System.Globalization;
using System.Text.Json;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;

namespace PrismQ.Application.Configs.Rules;

/// <summary>A number lies between its parameter's bounds, both included.</summary>
internal sealed class RangeRule : IParameterRule
{
    public string? Check(ModuleParameter parameter, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number)
        {
            return null;
        }

        return parameter switch
        {
            { Min: { } min } when value.CompareNumber(min) < 0 => Message(parameter, ">=", min),
            { Max: { } max } when value.CompareNumber(max) > 0 => Message(parameter, "<=", max),
            _ => null,
        };
    }

    private static string Message(ModuleParameter parameter, string relation, decimal bound) =>
        string.Create(CultureInfo.InvariantCulture, $"{parameter.Name} must be {relation} {bound}");
}
