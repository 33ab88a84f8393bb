using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs;

/// <summary>Starts operating-system processes for module scripts. Thread-safe; lives as long as the process.</summary>
public interface IProcessLauncher
{
    /// <summary>Whether runs go on when this server ends.</summary>
    bool OutlivesServer { get; }

    /// <summary>Whether <see cref="AdoptAsync"/> finds a run by what stands in its folder, so that its identity need not be committed first.</summary>
    bool AdoptsByFolder { get; }

    /// <summary>Starts a process and returns once the operating system has created it.</summary>
    /// <param name="spec">What to start. Arguments are separate values; no shell reads them.</param>
    /// <param name="cancellationToken">Cancels the start only; a started process runs until it ends or is stopped.</param>
    /// <exception cref="ProcessStartException">The program or its folder is missing or may not be executed.</exception>
    Task<ILaunchedProcess> StartAsync(ProcessSpec spec, CancellationToken cancellationToken);

    /// <summary>
    /// Takes over a run that an earlier server started: one that still runs, or one that ended meanwhile and whose exit is on record.
    /// When neither is known, processes that it left behind have been ended.
    /// </summary>
    /// <param name="process">As <see cref="ILaunchedProcess.Identity"/> told; null when the server ended before it could be recorded.</param>
    Task<Adoption> AdoptAsync(RunId runId, RunFolder folder, ProcessIdentity? process, CancellationToken cancellationToken);
}

/// <summary>What is left of a run that an earlier server started.</summary>
/// <param name="Process">The run to go on with; null when nothing is known of its end.</param>
/// <param name="WasStarted">False only when it is sure that the script never ran, so that it can be started now.</param>
public sealed record Adoption(ILaunchedProcess? Process, bool WasStarted);

/// <summary>A process to start for a run.</summary>
/// <param name="RunId">Marks every process of the run, in its environment and, where there is one, by its control group.</param>
/// <param name="FileName">Absolute path of the program.</param>
/// <param name="Environment">The whole environment; nothing is inherited beside it.</param>
public sealed record ProcessSpec(
    RunId RunId,
    string FileName,
    IReadOnlyList<string> Arguments,
    string WorkingDirectory,
    IReadOnlyDictionary<string, string> Environment,
    RunFolder Folder);

/// <summary>A process that was started, with everything that it starts. Dispose it when it has ended or is left alone.</summary>
public interface ILaunchedProcess : IAsyncDisposable
{
    ProcessIdentity Identity { get; }

    /// <summary>
    /// Completes when the script has ended and what it wrote is in its files. Never faults. Processes that the script left behind may
    /// still be there.
    /// </summary>
    Task<ProcessExit> Exit { get; }

    /// <summary>
    /// Ends the script and everything it started: asks (SIGTERM where there is one), waits, then kills, and looks whether anything is left.
    /// May be called again, and after the exit, to end what the script left behind.
    /// </summary>
    /// <param name="grace">How long to wait between asking and killing; zero kills at once.</param>
    Task<StopOutcome> StopAsync(TimeSpan grace, CancellationToken cancellationToken);
}

/// <summary>How a process ended.</summary>
/// <param name="Code">0 to 255, or 128 + the signal's number; null when it cannot be known.</param>
/// <param name="NotStarted">Why the script itself was never started; null when it was, or may have been.</param>
public sealed record ProcessExit(int? Code, DateTimeOffset At, string? NotStarted = null);

/// <summary>What a stop has done.</summary>
/// <param name="Proof">By what it was looked whether anything is left: <c>cgroup</c> or <c>marker</c>.</param>
/// <param name="Survivors">Processes of the run that are still there although they were killed; 0 is a stop that succeeded.</param>
public sealed record StopOutcome(string Proof, int Survivors);
