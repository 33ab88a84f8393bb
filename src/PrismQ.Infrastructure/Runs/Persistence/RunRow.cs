namespace PrismQ.Infrastructure.Runs.Persistence;

/// <summary>A run as the table holds it: times in microseconds since 1970, JSON as text, secrets encrypted.</summary>
internal sealed record RunRow
{
    public string RunId { get; init; } = "";

    public string ModuleId { get; init; } = "";

    public string ModuleName { get; init; } = "";

    public string Status { get; init; } = "";

    public long CreatedAt { get; init; }

    public long? StartedAt { get; init; }

    public long? CompletedAt { get; init; }

    public long? ItemsProcessed { get; init; }

    public long? ItemsTotal { get; init; }

    public long? ExitCode { get; init; }

    public string? Failure { get; init; }

    public string? ErrorMessage { get; init; }

    public string? StopProof { get; init; }

    public long? ProcessId { get; init; }

    public long? ProcessStart { get; init; }

    public string Metrics { get; init; } = "";

    public string Parameters { get; init; } = "";

    public string SecretNames { get; init; } = "";
}
