using System.Text.Json;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;

namespace PrismQ.Application.Configs.Rules;

/// <summary>
/// Which parameters do not show: those whose condition does not hold, and those that wait for one that does not show itself, however
/// far that goes on.
/// </summary>
internal static class HiddenParameters
{
    /// <param name="resolved">The given values over the defaults.</param>
    public static HashSet<string> Of(Module module, ParameterValues resolved)
    {
        var hidden = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameter in module.Parameters)
        {
            if (parameter.ConditionalDisplay is { } condition && !Holds(condition, module, resolved))
            {
                hidden.Add(parameter.Name);
            }
        }

        // Each round hides at least one more or is the last.
        for (var before = 0; hidden.Count > before;)
        {
            before = hidden.Count;
            foreach (var parameter in module.Parameters)
            {
                if (parameter.ConditionalDisplay is { } condition && hidden.Contains(condition.Field))
                {
                    hidden.Add(parameter.Name);
                }
            }
        }

        return hidden;
    }

    private static bool Holds(ConditionalDisplay condition, Module module, ParameterValues resolved) =>
        condition.Value.IsSameAs(ShownValue(module.FindParameter(condition.Field), resolved.GetValueOrDefault(condition.Field)));

    // A checkbox that nobody touched shows as off.
    private static JsonElement ShownValue(ModuleParameter? field, JsonElement value) =>
        field?.Type == ParameterType.Checkbox && value.IsNone() ? JsonValues.Of(false) : value;
}
