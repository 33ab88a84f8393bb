using System.Text.Json;
using PrismQ.Domain.Modules;

namespace PrismQ.Domain.Configs;

/// <summary>What a module gives where a request gives nothing.</summary>
public static class ModuleDefaults
{
    /// <summary>The parameters' defaults, in the module's order; parameters without one are left out.</summary>
    public static ParameterValues Defaults(this Module module) => new(
        from parameter in module.Parameters
        let value = parameter.GivenDefault()
        where value is not null
        select KeyValuePair.Create(parameter.Name, value.Value));

    /// <summary>The default, or null where there is none: an empty text is none.</summary>
    public static JsonElement? GivenDefault(this ModuleParameter parameter) =>
        parameter.Default is { } value && !value.IsNone() ? value : null;
}
