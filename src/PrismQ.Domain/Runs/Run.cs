using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;

namespace PrismQ.Domain.Runs;

/// <summary>
/// One execution of a module's script: <c>queued → running → completed | failed | cancelled</c>, or <c>queued → cancelled | failed</c>.
/// A run is a value; each transition answers the next one, and none but these can be made (only persistence restores a run in a later state).
/// </summary>
public sealed record Run
{
    public required RunId Id { get; init; }

    public required ModuleId ModuleId { get; init; }

    /// <summary>The module's name when the run was created; it stays although the module is renamed or removed.</summary>
    public required string ModuleName { get; init; }

    /// <summary>What the script receives. Values of <see cref="SecretNames"/> are in the clear here and encrypted wherever they are stored.</summary>
    public required ParameterValues Parameters { get; init; }

    /// <summary>The parameters that were passwords when the run was created.</summary>
    public IReadOnlyList<string> SecretNames { get; init; } = [];

    /// <summary>
    /// Whether a secret could not be decrypted, so that the mask stands in its place: the run can be read, but its script cannot be started
    /// and what it printed cannot be masked.
    /// </summary>
    public bool SecretsAreLost { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public RunStatus Status { get; internal init; } = RunStatus.Queued;

    public DateTimeOffset? StartedAt { get; internal init; }

    public DateTimeOffset? CompletedAt { get; internal init; }

    public RunProgress? Progress { get; internal init; }

    public IReadOnlyDictionary<string, double> Metrics { get; internal init; } = new Dictionary<string, double>();

    public int? ExitCode { get; internal init; }

    public FailureReason? Failure { get; internal init; }

    /// <summary>What went wrong, for people.</summary>
    public string? ErrorMessage { get; internal init; }

    /// <summary>How it was made sure that no process of a stopped run is left; null for a run that ended by itself.</summary>
    public string? StopProof { get; internal init; }

    /// <summary>The process that stands for the run while it runs; null before it is started.</summary>
    public ProcessIdentity? Process { get; internal init; }

    /// <summary>How long it ran; null before it started, up to <paramref name="now"/> while it runs.</summary>
    public TimeSpan? DurationAt(DateTimeOffset now) =>
        StartedAt is not { } start ? null : Positive((CompletedAt ?? now) - start);

    /// <summary>Takes it out of the queue. A run that an earlier server took out and never launched begins anew, and so does its time.</summary>
    public Run Start(DateTimeOffset at) =>
        (Status == RunStatus.Running && Process is null ? this : From(RunStatus.Queued)) with { Status = RunStatus.Running, StartedAt = at };

    public Run Attach(ProcessIdentity process) => From(RunStatus.Running) with { Process = process };

    public Run Report(RunProgress? progress, IReadOnlyDictionary<string, double> metrics) =>
        From(RunStatus.Running) with { Progress = progress, Metrics = metrics };

    /// <summary>Ends a run whose script ended by itself; the exit code tells whether it is completed or failed.</summary>
    public Run Exit(int exitCode, DateTimeOffset at) => exitCode == 0
        ? From(RunStatus.Running) with { Status = RunStatus.Completed, CompletedAt = NotBeforeStart(at), ExitCode = 0 }
        : From(RunStatus.Running).Fail(FailureReason.ExitCode, $"The script ended with exit code {exitCode}.", at, exitCode);

    public Run Fail(FailureReason reason, string message, DateTimeOffset at, int? exitCode = null, string? stopProof = null) =>
        From(RunStatus.Queued, RunStatus.Running) with
        {
            Status = RunStatus.Failed,
            CompletedAt = NotBeforeStart(at),
            ExitCode = exitCode,
            Failure = reason,
            ErrorMessage = message,
            StopProof = stopProof,
        };

    public Run Cancel(DateTimeOffset at, int? exitCode = null, string? stopProof = null) =>
        From(RunStatus.Queued, RunStatus.Running) with
        {
            Status = RunStatus.Cancelled,
            CompletedAt = NotBeforeStart(at),
            ExitCode = exitCode,
            StopProof = stopProof,
        };

    /// <summary>Says on a run that goes on what could not be done to it, for example that it could not be stopped.</summary>
    public Run Warn(string message) => From(RunStatus.Running) with { ErrorMessage = message };

    /// <summary>Start and end are told by clocks of different fineness, and a clock may be set back: a run never ends before it starts.</summary>
    private DateTimeOffset NotBeforeStart(DateTimeOffset at) => at < StartedAt ? StartedAt.Value : at;

    private static TimeSpan Positive(TimeSpan span) => span < TimeSpan.Zero ? TimeSpan.Zero : span;

    private Run From(params ReadOnlySpan<RunStatus> allowed) => allowed.Contains(Status)
        ? this
        : throw new InvalidOperationException($"Run {Id} is {Status} and cannot make this transition.");
}
