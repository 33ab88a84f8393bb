using PrismQ.Domain.Modules;
using PrismQ.Testing.Configs;

namespace PrismQ.Testing.Modules;

/// <summary>Modules and parameters with what a test does not care about filled in; change the rest by <c>with</c>.</summary>
public static class ModuleBuilder
{
    public static Module Module(string id = "echo", params ModuleParameter[] parameters) => new()
    {
        Id = new ModuleId(id),
        Name = $"The {id} module",
        ScriptPath = $"{id}.sh",
        Parameters = parameters,
    };

    /// <param name="defaultJson">The default as JSON, a text in its quotes; null is none.</param>
    public static ModuleParameter Parameter(string name, ParameterType type = ParameterType.Text, string? defaultJson = null) => new()
    {
        Name = name,
        Type = type,
        Default = defaultJson is null ? null : Json.Value(defaultJson),
    };

    public static ModuleParameter Number(string name, decimal? min = null, decimal? max = null) =>
        Parameter(name, ParameterType.Number) with { Min = min, Max = max };

    public static ModuleParameter Select(string name, params string[] options) =>
        Parameter(name, ParameterType.Select) with { Options = options };

    public static ModuleParameter Checkbox(string name) => Parameter(name, ParameterType.Checkbox);

    public static ModuleParameter Password(string name) => Parameter(name, ParameterType.Password);

    public static ModuleParameter Required(this ModuleParameter parameter) => parameter with { Required = true };

    public static ModuleParameter Matching(this ModuleParameter parameter, string pattern, string? message = null) =>
        parameter with { Validation = new ParameterValidation(pattern, message) };

    /// <param name="valueJson">The value as JSON, a text in its quotes.</param>
    public static ModuleParameter ShownWhen(this ModuleParameter parameter, string field, string valueJson) =>
        parameter with { ConditionalDisplay = new ConditionalDisplay(field, Json.Value(valueJson)) };
}
