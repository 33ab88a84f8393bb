using System.Text.Json;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;

namespace PrismQ.Application.Configs.Rules;

/// <summary>All rules for the value of one declared parameter. Thread-safe; lives as long as the process, and so do compiled patterns.</summary>
public sealed class ParameterRules
{
    private readonly IParameterRule[] _rules =
        [new DeliverableRule(), new TypeRule(), new MaskRule(), new RangeRule(), new OptionsRule(), new PatternRule()];

    /// <summary>The first thing that is wrong with a value, or null.</summary>
    /// <param name="value">Any JSON; null and the empty text are no value.</param>
    public string? Check(ModuleParameter parameter, JsonElement value) => value.IsNone()
        ? parameter.Required ? $"{parameter.Title} is required" : null
        : _rules.Select(rule => rule.Check(parameter, value)).FirstOrDefault(problem => problem is not null);
}
