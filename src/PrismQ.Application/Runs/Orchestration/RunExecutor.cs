using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PrismQ.Application.Common;
using PrismQ.Application.Modules;
using PrismQ.Application.Runs.Logs;
using PrismQ.Domain.Runs;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace PrismQ.Application.Runs.Orchestration;

/// <summary>Carries runs from their start to their record.</summary>
internal sealed partial class RunExecutor(
    RunRecorder recorder,
    RunLauncher scripts,
    RunEnding ending,
    IProcessLauncher launcher,
    IRunFolders folders,
    IRunLogStore logs,
    IModuleCatalog catalog,
    IOptions<RunOptions> options,
    TimeProvider time,
    ILogger<RunExecutor> logger) : IRunExecutor, IDisposable
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    /// <summary>A timer takes no more than 49 days.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(49);

    private readonly ConcurrentDictionary<RunId, Task> _running = new();
    private readonly CancellationTokenSource _stopping = new();

    public Task RunAsync(ActiveRun run, bool isRecorded = false) => Track(run, active => LaunchAsync(active, isRecorded));

    public async Task<Task> ContinueAsync(ActiveRun run, ILaunchedProcess process)
    {
        var isRead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var staying = Track(run, async active =>
        {
            await using var adopted = process;
            await AttachAsync(active, process);
            await using var capture = await CaptureAgainAsync(active, tried: isRead.TrySetResult);
            await FollowAsync(active, process, capture);
        });
        await Task.WhenAny(isRead.Task, staying);
        return staying;
    }

    public async Task ShutDownAsync(CancellationToken cancellationToken)
    {
        if (!_stopping.IsCancellationRequested)
        {
            await _stopping.CancelAsync();
        }

        await Task.WhenAll(_running.Values).WaitAsync(cancellationToken);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task Track(ActiveRun run, Func<ActiveRun, Task> work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running[run.Id] = done.Task;
        try
        {
            await work(run);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            LogLeft(run.Id);
        }
        catch (Exception exception)
        {
            LogBroken(exception, run.Id);
            run.Abandon(RunErrors.Unattended(run.Id));
        }
        finally
        {
            _running.TryRemove(run.Id, out _);
            done.SetResult();
        }
    }

    private async Task LaunchAsync(ActiveRun run, bool isRecorded)
    {
        // What the script needs is made ready while the history takes the start; the script itself waits for both.
        var now = time.GetUtcNow();
        var begun = isRecorded ? Task.CompletedTask : recorder.RecordAsync(run, queued => queued.Start(now), _stopping.Token);
        try
        {
            var folder = folders.Create(run.Id);
            await using var capture = await CaptureAsync(run);
            await begun;
            await using var process = await StartAsync(run, folder);
            if (process is null)
            {
                await recorder.EndAsync(run, started => started.Cancel(time.GetUtcNow()), CancellationToken.None);
                return;
            }

            await AttachAsync(run, process);
            await FollowAsync(run, process, capture);
        }
        catch (Exception exception) when (run.Current.Process is null && !(exception is OperationCanceledException && _stopping.IsCancellationRequested))
        {
            await begun;
            LogNotStarted(exception, run.Id);
            var failedAt = time.GetUtcNow();
            await recorder.EndAsync(run, started => started.Fail(FailureReason.LaunchFailed, exception.Message, failedAt), _stopping.Token);
        }
    }

    /// <summary>Starts the script; null when somebody cancels before it has begun: to compile it may take minutes.</summary>
    private async Task<ILaunchedProcess?> StartAsync(ActiveRun run, RunFolder folder)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var start = scripts.StartAsync(run.Current, folder, either.Token);
        if (await Task.WhenAny(start, run.CancelRequested) != start)
        {
            await either.CancelAsync();
        }

        try
        {
            return await start;
        }
        catch (OperationCanceledException) when (!_stopping.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Where the run's folder tells the next server who the process is, the history learns it with the outcome.</summary>
    private async Task AttachAsync(ActiveRun run, ILaunchedProcess process)
    {
        if (launcher.AdoptsByFolder)
        {
            run.Change(started => started.Attach(process.Identity));
            recorder.Show(run);
        }
        else
        {
            await recorder.RecordAsync(run, started => started.Attach(process.Identity), CancellationToken.None);
        }
    }

    /// <summary>A script that runs already is not given up because its log cannot be opened now.</summary>
    /// <param name="tried">Told after the first attempt.</param>
    private async Task<IRunLogCapture> CaptureAgainAsync(ActiveRun run, Func<bool> tried)
    {
        while (true)
        {
            try
            {
                var capture = await CaptureAsync(run);
                tried();
                return capture;
            }
            catch (StorageUnavailableException exception)
            {
                tried();
                LogNotCaptured(exception, run.Id);
                await Task.Delay(RetryInterval, time, _stopping.Token);
            }
        }
    }

    /// <summary>What a script reports is shown and recorded like any answer, so it is read without the run's secrets.</summary>
    private Task<IRunLogCapture> CaptureAsync(ActiveRun run)
    {
        var mask = SecretMask.For(run.Current);
        return logs.StartCaptureAsync(
            run.Id,
            line =>
            {
                var before = run.Current;
                var after = OutputDirectives.Apply(before, mask.Hide(line));
                if (!ReferenceEquals(before, after))
                {
                    run.Change(current => current.Report(after.Progress, after.Metrics));
                    recorder.Show(run);
                }
            },
            restate: () => OutputDirectives.Restate(run.Current),
            _stopping.Token);
    }

    /// <summary>Waits for the first of: the script ends, somebody cancels, the time is up, the server ends.</summary>
    private async Task FollowAsync(ActiveRun run, ILaunchedProcess process, IRunLogCapture capture)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var timeUpOrStopping = TimeUpAsync(run, either.Token);
        var ended = false;
        while (!ended)
        {
            await Task.WhenAny(process.Exit, run.CancelRequested, timeUpOrStopping);
            ended = process.Exit.IsCompleted && !run.IsCancelResumed ? await ending.ExitedAsync(run, process, capture)
                : run.CancelRequested.IsCompleted ? await ending.CancelAsync(run, process, capture)
                : _stopping.IsCancellationRequested ? await ending.ShutDownAsync(run, process, capture)
                : await ending.TimeOutAsync(run, process, capture);
        }

        await either.CancelAsync();
    }

    private async Task TimeUpAsync(ActiveRun run, CancellationToken cancellationToken)
    {
        await catalog.Loaded.WaitAsync(cancellationToken);
        await DelayAsync(TimeLeft(run.Current), cancellationToken);
    }

    private async Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        for (; delay > LongestTimer; delay -= LongestTimer)
        {
            await Task.Delay(LongestTimer, time, cancellationToken);
        }

        await Task.Delay(delay, time, cancellationToken);
    }

    private TimeSpan TimeLeft(Run run)
    {
        var limit = catalog.Current.Find(run.ModuleId)?.Timeout
            ?? (options.Value.DefaultTimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan);
        if (limit == Timeout.InfiniteTimeSpan || run.DurationAt(time.GetUtcNow()) is not { } spent)
        {
            return Timeout.InfiniteTimeSpan;
        }

        return limit > spent ? limit - spent : TimeSpan.Zero;
    }

    [LoggerMessage(3003, LogLevel.Warning, "Run {RunId} could not be started.")]
    private partial void LogNotStarted(Exception exception, RunId runId);

    [LoggerMessage(3004, LogLevel.Information, "Run {RunId} is left to the next server.")]
    private partial void LogLeft(RunId runId);

    [LoggerMessage(3007, LogLevel.Error, "The log of run {RunId}, which goes on, cannot be read; it is tried again every second.")]
    private partial void LogNotCaptured(Exception exception, RunId runId);

    [LoggerMessage(3005, LogLevel.Critical, "Run {RunId} was lost by a fault of the server; the next start resolves it.")]
    private partial void LogBroken(Exception exception, RunId runId);
}
