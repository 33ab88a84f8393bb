using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PrismQ.Application.Common;
using PrismQ.Domain.Runs;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace PrismQ.Application.Runs;

/// <summary>
/// Removes ended runs that are too old, too many or take too much space, with their logs and results, at start and every hour, in batches so small that no
/// launch waits for them.
/// </summary>
internal sealed partial class RunRetention(
    IRunRepository runs,
    IRunFolders folders,
    IOptions<RetentionOptions> options,
    IOptions<LogSpaceOptions> space,
    TimeProvider time,
    ILogger<RunRetention> logger)
    : BackgroundService
{
    private const int BatchSize = 100;

    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Runs that are gone from the history and whose folder could not be removed yet.</summary>
    private readonly Queue<RunId> _left = new();

    /// <summary>Removes all that is due now.</summary>
    public async Task RemoveDueAsync(CancellationToken cancellationToken)
    {
        RetryFolders();
        var (before, keep) = Limits();
        var removed = 0;
        IReadOnlyList<RunId> batch;
        do
        {
            batch = await runs.RemoveEndedAsync(before, keep, BatchSize, cancellationToken);
            foreach (var id in batch)
            {
                RemoveFolder(id);
            }

            removed += batch.Count;
        }
        while (batch.Count == BatchSize);

        removed += await RemoveExcessAsync(cancellationToken);
        if (removed > 0)
        {
            LogRemoved(removed);
        }
    }

    /// <summary>Removes folders whose run is gone: a server may end between the two.</summary>
    public async Task RemoveOrphansAsync(CancellationToken cancellationToken)
    {
        foreach (var id in folders.ListAll())
        {
            if (await runs.FindAsync(id, cancellationToken) is null)
            {
                RemoveFolder(id);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The start of the server does not wait for the first round.
        await Task.Yield();
        using var timer = new PeriodicTimer(Interval, time);
        await AttemptAsync(RemoveOrphansAsync, stoppingToken);
        do
        {
            await AttemptAsync(RemoveDueAsync, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private (DateTimeOffset? Before, long? Keep) Limits() => (
        options.Value.RetentionDays is > 0 and var days ? time.GetUtcNow().AddDays(-days) : null,
        options.Value.RetentionRuns is > 0 and var most ? most : null);

    /// <summary>One by one, because how much a run frees is known only run by run.</summary>
    private async Task<int> RemoveExcessAsync(CancellationToken cancellationToken)
    {
        var removed = 0;
        var excess = space.Value.MaxBytesTotal > 0 ? folders.ListAll().Sum(folders.SizeOf) - space.Value.MaxBytesTotal : 0;
        while (excess > 0 && await RemoveOldestAsync(cancellationToken) is { } oldest)
        {
            excess -= folders.SizeOf(oldest);
            RemoveFolder(oldest);
            removed++;
        }

        return removed;
    }

    private async Task<RunId?> RemoveOldestAsync(CancellationToken cancellationToken)
    {
        var all = (await runs.GetCountsAsync(cancellationToken)).All;
        var ended = all.Completed + all.Failed + all.Cancelled;
        return ended > 0 && await runs.RemoveEndedAsync(null, ended - 1, batchSize: 1, cancellationToken) is [var oldest] ? oldest : null;
    }

    private async Task AttemptAsync(Func<CancellationToken, Task> round, CancellationToken cancellationToken)
    {
        try
        {
            await round(cancellationToken);
        }
        catch (StorageUnavailableException exception)
        {
            LogPostponed(exception);
        }
    }

    private void RetryFolders()
    {
        for (var count = _left.Count; count > 0; count--)
        {
            RemoveFolder(_left.Dequeue());
        }
    }

    private void RemoveFolder(RunId id)
    {
        try
        {
            folders.Remove(id);
        }
        catch (StorageUnavailableException exception)
        {
            _left.Enqueue(id);
            LogFolderLeft(exception, id);
        }
    }

    [LoggerMessage(3310, LogLevel.Information, "Retention removed {Count} ended runs.")]
    private partial void LogRemoved(int count);

    [LoggerMessage(3311, LogLevel.Warning, "The folder of removed run {RunId} could not be removed; it is tried again in an hour.")]
    private partial void LogFolderLeft(Exception exception, RunId runId);

    [LoggerMessage(3312, LogLevel.Warning, "Retention could not read or write; it is tried again in an hour.")]
    private partial void LogPostponed(Exception exception);
}
