using PrismQ.Domain.Modules;

namespace PrismQ.Infrastructure.Modules;

/// <summary>Finds parameters that wait for each other to show, so that none of them ever may.</summary>
internal static class ConditionCycles
{
    /// <summary>More steps than a module may have parameters lead nowhere new.</summary>
    private const int MaxSteps = 100;

    /// <summary>The way from a parameter's condition back to it, as <c>a → b → a</c>; null where there is none, or another one of it tells.</summary>
    public static string? Through(ModuleParameter parameter, Module module)
    {
        var names = new List<string> { parameter.Name };
        for (var next = parameter; next?.ConditionalDisplay is { } condition && names.Count <= MaxSteps; next = module.FindParameter(condition.Field))
        {
            names.Add(condition.Field);
            if (condition.Field == parameter.Name)
            {
                return IsFirst(parameter, names, module) ? string.Join(" → ", names.Select(Shortened.For)) : null;
            }
        }

        return null;
    }

    private static bool IsFirst(ModuleParameter parameter, List<string> names, Module module) =>
        module.Parameters.First(other => names.Contains(other.Name)).Name == parameter.Name;
}
