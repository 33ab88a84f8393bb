using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PrismQ.Application.Common;
using PrismQ.Application.Modules;
using PrismQ.Domain.Runs;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace PrismQ.Application.Runs.Orchestration;

/// <summary>
/// Resolves the runs that an earlier server left, before the first request is served, and hands them on when this one ends.
/// </summary>
internal sealed partial class RunRecovery(
    IRunRepository runs,
    ActiveRuns active,
    IRunQueue queue,
    IRunExecutor executor,
    RunRecorder recorder,
    IRunFolders folders,
    IProcessLauncher launcher,
    IModuleCatalog catalog,
    TimeProvider time,
    ILogger<RunRecovery> logger) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var begin = time.GetTimestamp();
        var left = await runs.ListUnfinishedAsync(cancellationToken);
        var running = left.Where(run => run.Status == RunStatus.Running).Select(active.Add).ToList();
        var areFoldersGone = running.Count > 0 && AreFoldersGone();
        await Parallel.ForEachAsync(running, cancellationToken, async (run, token) => await ResolveAsync(run, areFoldersGone, token));
        foreach (var run in left.Where(run => run.Status == RunStatus.Queued))
        {
            queue.Restore(active.Add(run));
        }

        if (!catalog.Loaded.IsCompleted && left.Count > 0)
        {
            LogWaiting(left.Count);
        }

        _ = OpenWhenLoadedAsync();
        if (left.Count > 0)
        {
            LogResolved(running.Count, left.Count - running.Count, (long)time.GetElapsedTime(begin).TotalMilliseconds);
        }
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Comes before the web server stops listening: who launches meanwhile is told that the server ends, instead of meeting nobody.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        queue.Close();
        await executor.ShutDownAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Without a registry every run that waits would fail as one whose module is gone.</summary>
    private async Task OpenWhenLoadedAsync()
    {
        await catalog.Loaded;
        queue.Open();
    }

    private async Task RunWhenLoadedAsync(ActiveRun run)
    {
        await catalog.Loaded;
        await executor.RunAsync(run);
    }

    /// <summary>A run without a folder was never started, unless the folders of all runs are elsewhere: then nobody can tell.</summary>
    private bool AreFoldersGone()
    {
        try
        {
            return !folders.ListAll().Any();
        }
        catch (StorageUnavailableException)
        {
            return true;
        }
    }

    private async Task ResolveAsync(ActiveRun run, bool areFoldersGone, CancellationToken cancellationToken)
    {
        var adoption = await launcher.AdoptAsync(run.Id, folders.Of(run.Id), run.Current.Process, cancellationToken);
        var wasCancelling = folders.IsCancelNoted(run.Id);
        if (adoption.Process is { } process)
        {
            if (wasCancelling)
            {
                run.ResumeCancel();
            }

            queue.Occupy(await executor.ContinueAsync(run, process));
        }
        else if (adoption.WasStarted)
        {
            await recorder.EndAsync(run, wasCancelling ? Cancelled : Interrupted, cancellationToken);
        }
        else if (areFoldersGone)
        {
            await recorder.EndAsync(run, Untraceable, cancellationToken);
        }
        else
        {
            queue.Occupy(RunWhenLoadedAsync(run));
        }
    }

    private Run Cancelled(Run run) => run.Cancel(time.GetUtcNow());

    private Run Interrupted(Run run) =>
        run.Fail(FailureReason.Interrupted, "The server ended while the script ran, and the script with it.", time.GetUtcNow());

    private Run Untraceable(Run run) => run.Fail(
        FailureReason.Interrupted,
        "The folders of all runs are gone, so nobody can tell whether the script was started; it is not started again.",
        time.GetUtcNow());

    [LoggerMessage(3009, LogLevel.Warning, "There is no module registry yet: {Runs} runs of an earlier server wait for it.")]
    private partial void LogWaiting(int runs);

    [LoggerMessage(3006, LogLevel.Information, "Of an earlier server's runs, {Running} were running and {Waiting} wait; resolved in {Milliseconds} ms.")]
    private partial void LogResolved(int running, int waiting, long milliseconds);
}
