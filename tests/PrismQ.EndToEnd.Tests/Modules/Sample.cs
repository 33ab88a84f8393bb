namespace PrismQ.EndToEnd.Tests.Modules;

/// <summary>How a run of a sample module with its defaults must end, and what it must leave.</summary>
/// <param name="Program">The interpreter that it needs; without it the test is skipped.</param>
internal sealed record Sample(string Module, string Program, string[] Files, string[] Metrics)
{
    public int ExitCode { get; init; }

    /// <summary>What the log must say; null asks for its progress only.</summary>
    public string? Message { get; init; }

    public static Sample[] All { get; } =
    [
        new("word-trends", "python3", ["report.json", "trends.svg", "words.csv"], ["words"]),
        new("holidays", "dotnet", ["holidays.csv", "holidays.ics", "holidays.json"], ["holidays", "on_weekdays"]),
        new("csv-profiler", "dotnet", ["profile.csv", "profile.json"], ["rows", "columns", "empty_cells"]),
        new("link-extractor", "node", ["links.csv", "links.json"], ["items_collected", "items_saved"]),
        new("log-generator", "sh", ["summary.txt"], ["lines"]),
        new("disk-usage", "sh", ["usage.csv", "usage.txt"], ["total_kib", "entries"]),
        new("duplicate-finder", "python3", ["duplicates.csv", "duplicates.json"], ["duplicate_groups", "wasted_bytes"]),
        new("file-seal", "python3", ["manifest.json"], ["files"]),
        new("failing-check", "python3", ["report.json", "violations.csv"], ["rows"]) { ExitCode = 1, Message = "0 allowed: see violations.csv among the results" },
        new("fractal-image", "node", ["fractal.png", "view.json"], ["inside_percent"]),
    ];

    public bool CanRun => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, Program)));

    public override string ToString() => Module;
}
