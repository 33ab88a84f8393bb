using PrismQ.Domain.Modules;

namespace PrismQ.Infrastructure.Modules;

/// <summary>Makes a module of its JSON. Fields of the wrong kind are problems here; what values mean is for the declaration rules.</summary>
internal static class ModuleReader
{
    private static readonly Module Preset = new() { Id = default, Name = "", ScriptPath = "" };

    public static ModuleDeclaration Read(RegistryObject json)
    {
        var parameters = json.Objects("parameters", (item, number) => $"{json.Place}, parameter {Identity.Of(item, "name", number)}")
            .Select(ParameterReader.Read).ToArray();
        var module = new Module
        {
            Id = new ModuleId(json.RequiredText("id")),
            Name = json.RequiredText("name"),
            Description = json.Text("description") ?? Preset.Description,
            Category = json.Text("category") ?? Preset.Category,
            Version = json.Text("version") ?? Preset.Version,
            ScriptPath = json.RequiredText("script_path"),
            Parameters = [.. parameters.Select(parameter => parameter.Parameter)],
            Tags = json.Texts("tags"),
            Status = json.Choice("status", Preset.Status),
            Enabled = json.Flag("enabled", Preset.Enabled),
            AdditionalParameters = json.Flag("additional_parameters", Preset.AdditionalParameters),
            Timeout = Seconds(json.Number("timeout_seconds")),
            Environment = json.TextsByName("env"),
            WorkingDirectory = json.Text("working_directory"),
            Interpreter = json.TextOrTexts("interpreter"),
        };
        json.RefuseOtherFields();
        return new ModuleDeclaration(module, parameters, json);
    }

    // What TimeSpan cannot hold is kept as its largest value, which the declaration rules refuse.
    private static TimeSpan? Seconds(decimal? seconds) => seconds switch
    {
        null => null,
        > 1e9m => TimeSpan.MaxValue,
        < -1e9m => TimeSpan.MinValue,
        { } value => TimeSpan.FromSeconds((double)value),
    };
}
