namespace PrismQ.Domain.Modules;

/// <summary>A script that can be run, as the registry describes it.</summary>
public sealed record Module
{
    public required ModuleId Id { get; init; }

    public required string Name { get; init; }

    public string Description { get; init; } = "";

    public string Category { get; init; } = "General";

    public string Version { get; init; } = "1.0.0";

    /// <summary>The script as the registry names it, relative to the registry's folder.</summary>
    public required string ScriptPath { get; init; }

    public IReadOnlyList<ModuleParameter> Parameters { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    public ModuleStatus Status { get; init; } = ModuleStatus.Active;

    public bool Enabled { get; init; } = true;

    /// <summary>Whether parameters that the module does not declare are passed on (true) or refused.</summary>
    public bool AdditionalParameters { get; init; } = true;

    /// <summary>How long a run may take; null leaves it to the settings.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Environment variables that every run gets.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Where runs start, relative to the registry's folder; null is the script's own folder.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Program and leading arguments that run the script; empty leaves it to the kind of file.</summary>
    public IReadOnlyList<string> Interpreter { get; init; } = [];

    public bool CanRun => Enabled && Status == ModuleStatus.Active;

    public ModuleParameter? FindParameter(string name) => Parameters.FirstOrDefault(parameter => parameter.Name == name);
}
