using Microsoft.Extensions.Options;
using PrismQ.Application.Common;
using PrismQ.Application.Runs.Logs;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs.Orchestration;

/// <summary>
/// The ways in which a run ends. Each makes sure that no process is left, that the log is whole and that the outcome is recorded, and
/// answers whether the run has ended.
/// </summary>
internal sealed class RunEnding(
    RunRecorder recorder, IProcessLauncher launcher, IRunFolders folders, IOptions<RunOptions> options, TimeProvider time)
{
    private readonly RunOptions _options = options.Value;

    /// <summary>The script ended by itself; processes that it left behind end with it.</summary>
    public Task<bool> ExitedAsync(ActiveRun run, ILaunchedProcess process, IRunLogCapture capture) =>
        EndAsync(run, process, capture, (running, end) => end.Exit switch
        {
            { Code: { } code } => running.Exit(code, end.Exit.At),
            { NotStarted: { } reason } => running.Fail(FailureReason.LaunchFailed, reason, end.Exit.At),
            _ => running.Fail(FailureReason.Interrupted, "The script ended, but its exit code could not be learned.", end.Exit.At),
        });

    /// <summary>Somebody wants the run to end. A server that is killed during the grace leaves the rest of it to the next one.</summary>
    public Task<bool> CancelAsync(ActiveRun run, ILaunchedProcess process, IRunLogCapture capture)
    {
        TryNoteCancel(run.Id, isUnderWay: true);
        return EndAsync(run, process, capture, (running, end) => running.Cancel(end.At, end.Exit.Code, end.Proof));
    }

    public Task<bool> TimeOutAsync(ActiveRun run, ILaunchedProcess process, IRunLogCapture capture) =>
        EndAsync(run, process, capture, (running, end) => running.Fail(
            FailureReason.TimedOut, "The script took longer than it may and was ended.", end.At, end.Exit.Code, end.Proof));

    /// <summary>The server ends: a run that can go on without it is left alone.</summary>
    public async Task<bool> ShutDownAsync(ActiveRun run, ILaunchedProcess process, IRunLogCapture capture) =>
        (launcher.OutlivesServer && _options.OnShutdown == OnShutdown.Leave)
        || await EndAsync(run, process, capture, (running, end) => running.Fail(
            FailureReason.Interrupted, "The script was ended because the server was shut down.", end.At, end.Exit.Code, end.Proof));

    private async Task<bool> EndAsync(
        ActiveRun run, ILaunchedProcess process, IRunLogCapture capture, Func<Run, End, Run> change)
    {
        var outcome = await process.StopAsync(_options.StopGrace, CancellationToken.None);
        if (outcome.Survivors > 0)
        {
            var error = RunErrors.CouldNotBeStopped(run.Id, outcome.Survivors);
            await recorder.RecordAsync(run, running => running.Warn(error.Message), CancellationToken.None);
            TryNoteCancel(run.Id, isUnderWay: false);
            run.RefuseCancel(error);
            return false;
        }

        var exit = await process.Exit;
        // A log that cannot be finished does not keep a run from ending: where the outcome can be committed there is often room for the rest
        // again, and else the index is made anew of the raw files by who reads it.
        var isWhole = await capture.CompleteAsync(CancellationToken.None);
        var end = new End(WithItsLines(exit, capture), outcome.Proof, time.GetUtcNow());
        await recorder.EndAsync(
            run,
            running => change(capture.Problem is { } problem ? running.Warn(problem) : running, end),
            committed: () => isWhole ? Task.CompletedTask : capture.CompleteAsync(CancellationToken.None),
            CancellationToken.None);
        return true;
    }

    /// <summary>What the script left behind may have printed until it was ended as well; that is of the run, and not after it.</summary>
    private static ProcessExit WithItsLines(ProcessExit exit, IRunLogCapture capture) =>
        capture.LastLineAt is { } last && last > exit.At ? exit with { At = last } : exit;

    /// <summary>A disk that is full does not keep a run from being cancelled.</summary>
    private void TryNoteCancel(RunId runId, bool isUnderWay)
    {
        try
        {
            folders.NoteCancel(runId, isUnderWay);
        }
        catch (StorageUnavailableException)
        {
            // Then a kill of the server during the grace leaves the run running.
        }
    }

    /// <param name="Proof">By what it was looked that nothing is left.</param>
    /// <param name="At">When that was so.</param>
    private sealed record End(ProcessExit Exit, string Proof, DateTimeOffset At);
}
