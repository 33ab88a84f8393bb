using System.Text.Json;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;

namespace PrismQ.Application.Configs.Rules;

/// <summary>A select's value is one of its options, to the letter.</summary>
internal sealed class OptionsRule : IParameterRule
{
    public string? Check(ModuleParameter parameter, JsonElement value) =>
        parameter.Type != ParameterType.Select || parameter.Options.Any(option => value.IsText(option))
            ? null
            : $"{parameter.Name} must be one of: {string.Join(", ", parameter.Options)}";
}
