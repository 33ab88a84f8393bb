namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>How one kind of script file is run.</summary>
/// <param name="Programs">Interpreters by name, the preferred one first.</param>
/// <param name="Before">Arguments before the script.</param>
/// <param name="After">Arguments between the script and its own.</param>
internal sealed record ScriptKind(IReadOnlyList<string> Programs, IReadOnlyList<string> Before, IReadOnlyList<string> After)
{
    /// <summary>Whether this file is compiled before it runs.</summary>
    public static bool IsCompiled(string script) => Path.GetExtension(script).Equals(".cs", StringComparison.OrdinalIgnoreCase);

    /// <summary>The kind of this file; null when the file runs by itself.</summary>
    public static ScriptKind? Of(string script) => Path.GetExtension(script).ToLowerInvariant() switch
    {
        ".py" => new(["python3", "python"], [], []),
        ".sh" => new(["sh"], [], []),
        ".js" or ".mjs" or ".cjs" => new(["node"], [], []),
        ".ps1" => new(["pwsh"], ["-NoProfile", "-NonInteractive", "-File"], []),

        // Without "--" dotnet would take the script's arguments for its own.
        ".cs" => new(["dotnet"], ["run", "--file"], ["--"]),
        _ => null,
    };
}
