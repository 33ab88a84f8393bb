using System.Text.Json;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs;

/// <summary>One execution of a module's script.</summary>
public sealed record RunDto
{
    /// <summary>Names the run in addresses, for good.</summary>
    /// <example>run_20260131_083000_word-trends_1a2b3c4d</example>
    public required string RunId { get; init; }

    /// <summary>The module that was run.</summary>
    /// <example>word-trends</example>
    public required string ModuleId { get; init; }

    /// <summary>Its name when the run was created.</summary>
    /// <example>Word trends</example>
    public required string ModuleName { get; init; }

    /// <summary>Where the run is in its life.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>When it was accepted, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it left the queue, UTC; null before that.</summary>
    public required DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended, UTC; null before that.</summary>
    public required DateTimeOffset? CompletedAt { get; init; }

    /// <summary>How long it has run, in seconds; null before it started.</summary>
    public required double? DurationSeconds { get; init; }

    /// <summary>0 to 100; null when the script reports no progress.</summary>
    public required double? ProgressPercent { get; init; }

    /// <summary>Items done, as the script reports them; null when it reports no progress.</summary>
    public required long? ItemsProcessed { get; init; }

    /// <summary>Items in all, as the script reports them; null when it reports no progress.</summary>
    public required long? ItemsTotal { get; init; }

    /// <summary>The script's exit code; null while it runs or when it has none.</summary>
    public required int? ExitCode { get; init; }

    /// <summary>What went wrong, for people; null when nothing did.</summary>
    public required string? ErrorMessage { get; init; }

    /// <summary>What the script receives. Passwords show as <c>********</c>.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Parameters { get; init; }

    /// <summary>Why a failed run failed; null for every other.</summary>
    public required FailureReason? FailureReason { get; init; }

    /// <summary>Its place among the waiting runs, from 1; null when it does not wait.</summary>
    public required int? QueuePosition { get; init; }

    /// <summary>How it was made sure that a stopped run left no process behind: <c>cgroup</c> or <c>marker</c>; null for others.</summary>
    public required string? StopProof { get; init; }

    /// <summary>
    /// What its processes take of the processors, in percent of one (so 200 is two that are fully used), over the last two seconds; null
    /// when it does not run or this system does not tell.
    /// </summary>
    public required double? CpuPercent { get; init; }

    /// <summary>What its processes hold of the memory, shared pages counted in each; null when it does not run or this system does not tell.</summary>
    public required long? MemoryBytes { get; init; }

    /// <summary>What was accepted but may be a mistake, for example a parameter that the module does not declare.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
