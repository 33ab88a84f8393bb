using System.Collections.Frozen;
using PrismQ.Domain.Modules;

namespace PrismQ.Domain.Configs;

/// <summary>Which values are passwords, and how they are shown.</summary>
public static class Secrets
{
    /// <summary>The names of the module's password parameters.</summary>
    public static IReadOnlySet<string> SecretNames(this Module module) =>
        module.Parameters.Where(parameter => parameter.IsSecret).Select(parameter => parameter.Name).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The values with the mask in place of each password that is there.</summary>
    public static ParameterValues Masked(this ModuleConfig config, Module module) => config.Parameters.Select((name, value) =>
        !value.IsNone() && (config.SecretNames.Contains(name) || module.FindParameter(name) is { IsSecret: true })
            ? JsonValues.Of(ParameterValues.Mask)
            : value);
}
