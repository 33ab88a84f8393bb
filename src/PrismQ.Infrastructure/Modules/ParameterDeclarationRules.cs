using PrismQ.Application.Configs.Rules;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;

namespace PrismQ.Infrastructure.Modules;

/// <summary>What a module may declare of a parameter.</summary>
internal sealed class ParameterDeclarationRules(ParameterRules values)
{
    private static readonly ParameterType[] WithPattern = [ParameterType.Text, ParameterType.Password];

    public IEnumerable<Flaw> Check(ModuleParameter parameter, Module module)
    {
        var pattern = Pattern(parameter).ToArray();
        return [
            .. Name(parameter),
            .. Bounds(parameter),
            .. Options(parameter),
            .. pattern,
            .. pattern.Length == 0 && HasRules(parameter) ? Default(parameter) : [],
            .. Condition(parameter, module)];
    }

    private static IEnumerable<Flaw> Name(ModuleParameter parameter)
    {
        if (ParameterName.IsReserved(parameter.Name))
        {
            yield return new Flaw("name", "is a reserved name; choose another");
        }
        else if (!ParameterName.IsWellFormed(parameter.Name))
        {
            yield return new Flaw("name", $"must be up to {ParameterName.MaxLength} letters, digits, _ and -, beginning with a letter or _");
        }
    }

    private static IEnumerable<Flaw> Bounds(ModuleParameter parameter)
    {
        if (parameter.Type != ParameterType.Number && (parameter.Min ?? parameter.Max) is not null)
        {
            yield return new Flaw(parameter.Min is null ? "max" : "min", "is for numbers; remove it or make the type number");
        }

        if (parameter.Min > parameter.Max)
        {
            yield return new Flaw("min", FormattableString.Invariant($"is {parameter.Min} but must not be above max, which is {parameter.Max}"));
        }
    }

    private static IEnumerable<Flaw> Options(ModuleParameter parameter)
    {
        var isSelect = parameter.Type == ParameterType.Select;
        if (isSelect != parameter.Options.Count > 0)
        {
            yield return new Flaw("options", isSelect
                ? "must list at least one option, as the type is select"
                : "is for selects; remove it or make the type select");
        }

        if (parameter.Options.Contains(""))
        {
            yield return new Flaw("options", "must not contain an empty option; a select that is not required may be left empty as it is");
        }

        if (parameter.Options.Distinct(StringComparer.Ordinal).Count() != parameter.Options.Count)
        {
            yield return new Flaw("options", "must not list an option twice");
        }
    }

    private static IEnumerable<Flaw> Pattern(ModuleParameter parameter)
    {
        if (parameter.Validation is not { } validation)
        {
            yield break;
        }

        if (!WithPattern.Contains(parameter.Type))
        {
            yield return new Flaw("validation", "is for texts and passwords; remove it or change the type");
        }

        if (Broken(validation.Pattern) is { } reason)
        {
            yield return new Flaw("validation.pattern", $"must be a regular expression as .NET reads them: {reason.TrimEnd('.')}");
        }
    }

    private IEnumerable<Flaw> Default(ModuleParameter parameter)
    {
        if (parameter.Default is { } value && values.Check(parameter, value) is { } problem)
        {
            yield return new Flaw("default", $"breaks the parameter's own rule: {problem}");
        }
    }

    private IEnumerable<Flaw> Condition(ModuleParameter parameter, Module module)
    {
        if (parameter.ConditionalDisplay is not { } condition)
        {
            yield break;
        }

        if (condition.Field == parameter.Name)
        {
            yield return new Flaw("conditional_display.field", "must name another parameter than the one that it shows");
        }
        else if (module.FindParameter(condition.Field) is not { } field)
        {
            var hint = NearestName.Of(condition.Field, module.Parameters.Select(other => other.Name)) is { } nearest
                ? $"; did you mean '{nearest}'?"
                : "";
            yield return new Flaw(
                "conditional_display.field", $"must name a parameter of the module, but there is no '{Shortened.For(condition.Field)}'{hint}");
        }
        else if (ConditionCycles.Through(parameter, module) is { } cycle)
        {
            yield return new Flaw("conditional_display.field", $"must not lead back to the parameter that it shows: {cycle}");
        }
        else if (!condition.Value.IsNone() && HasRules(field) && values.Check(field, condition.Value) is { } problem)
        {
            yield return new Flaw("conditional_display.value", $"is one that '{field.Name}' can never have: {problem}");
        }
    }

    /// <summary>Whether values can be checked at all; what is missing for that is a flaw of its own.</summary>
    private static bool HasRules(ModuleParameter parameter) =>
        (parameter.Type != ParameterType.Select || parameter.Options.Count > 0) && Broken(parameter.Validation?.Pattern ?? "") is null;

    private static string? Broken(string pattern)
    {
        try
        {
            _ = new ParameterPattern(pattern);
            return null;
        }
        catch (ArgumentException exception)
        {
            return exception.Message;
        }
    }
}
