using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;

namespace PrismQ.Application.Configs.Rules;

/// <summary>A text matches its parameter's pattern from the start; what follows the match is free.</summary>
internal sealed class PatternRule : IParameterRule
{
    // Weak, by instance: a pattern is compiled once for each registry that is read, and goes with it.
    private readonly ConditionalWeakTable<ParameterValidation, ParameterPattern> _patterns = [];

    public string? Check(ModuleParameter parameter, JsonElement value)
    {
        if (parameter.Validation is not { } validation || !value.TryGetText(out var text))
        {
            return null;
        }

        try
        {
            return _patterns.GetValue(validation, own => new ParameterPattern(own.Pattern)).Matches(text)
                ? null
                : validation.Message is { Length: > 0 } own ? own : $"{parameter.Name} format is invalid";
        }
        catch (RegexMatchTimeoutException)
        {
            return $"{parameter.Name} could not be checked in time against its pattern, which is too costly for this value";
        }
    }
}
