using Microsoft.Extensions.Logging;
using PrismQ.Application.SystemStatus.Performance;
using PrismQ.Domain.Runs;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace PrismQ.Application.Runs.Orchestration;

/// <summary>
/// Commits the changes of active runs and tells those who follow them. A change that the storage refuses is committed when it takes it
/// again: a run's outcome is never given up.
/// </summary>
internal sealed partial class RunRecorder(
    IRunRepository runs, ActiveRuns active, IRunSignals signals, RunFeed feed, RunActivity activity, TimeProvider time,
    ILogger<RunRecorder> logger)
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    /// <summary>Commits a change, then shows it. Waits for the storage as long as it takes.</summary>
    /// <exception cref="OperationCanceledException">The server ended before the storage took it.</exception>
    public Task<Run> RecordAsync(ActiveRun run, Func<Run, Run> change, CancellationToken cancellationToken) =>
        RecordAsync(run, change, committed: () => Task.CompletedTask, cancellationToken);

    /// <summary>Commits how a run ended; from then on it is in the history only.</summary>
    /// <param name="committed">What is left to do once the storage has taken it and before anybody sees it.</param>
    public async Task EndAsync(ActiveRun run, Func<Run, Run> change, Func<Task> committed, CancellationToken cancellationToken)
    {
        var ended = await RecordAsync(run, change, committed, cancellationToken);
        active.Remove(run.Id);
        run.End();
        signals.Pulse(run.Id);
        LogEnded(run.Id, ended.Status, ended.ExitCode);
    }

    public Task EndAsync(ActiveRun run, Func<Run, Run> change, CancellationToken cancellationToken) =>
        EndAsync(run, change, committed: () => Task.CompletedTask, cancellationToken);

    /// <summary>Shows a change that needs no commit: what a script reports is in its log, and is read from there again.</summary>
    public void Show(ActiveRun run)
    {
        feed.Publish(run);
        signals.Pulse(run.Id);
    }

    private async Task<Run> RecordAsync(ActiveRun run, Func<Run, Run> change, Func<Task> committed, CancellationToken cancellationToken)
    {
        var before = run.Current.Status;
        await CommitAsync(change(run.Current), cancellationToken);
        await committed();
        var current = run.Change(change);
        activity.Changed(before, current);
        Show(run);
        return current;
    }

    private async Task CommitAsync(Run run, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await runs.UpdateAsync(run, cancellationToken);
                return;
            }
            catch (Exception exception) when (exception is not (OperationCanceledException or InvalidOperationException))
            {
                LogStorageUnavailable(exception, run.Id, run.Status);
                await Task.Delay(RetryInterval, time, cancellationToken);
            }
        }
    }

    [LoggerMessage(3001, LogLevel.Information, "Run {RunId} ended: {Status}, exit code {ExitCode}.")]
    private partial void LogEnded(RunId runId, RunStatus status, int? exitCode);

    [LoggerMessage(3002, LogLevel.Error, "The history does not take run {RunId} as {Status}; it is tried again every second.")]
    private partial void LogStorageUnavailable(Exception exception, RunId runId, RunStatus status);
}
