using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PrismQ.Domain.Runs;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace PrismQ.Application.Runs;

/// <summary>
/// Removes ended runs that are too old, too many or take too much space, with their logs and results, at start and every hour, in batches so small that no
/// launch waits for them. A folder is removed because the history remembers that its run was removed, never because the history does not know
/// it: a history that was restored from a backup, moved away or exchanged knows nothing of runs that are worth keeping.
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

    /// <summary>Removes all that is due now.</summary>
    public async Task RemoveDueAsync(CancellationToken cancellationToken)
    {
        await RemoveLeftAsync(cancellationToken);
        var (before, keep) = Limits();
        var removed = 0;
        IReadOnlyList<RunId> batch;
        do
        {
            batch = await runs.RemoveEndedAsync(before, keep, BatchSize, cancellationToken);
            await RemoveFoldersAsync(batch, cancellationToken);
            removed += batch.Count;
        }
        while (batch.Count == BatchSize);

        removed += await RemoveExcessAsync(cancellationToken);
        if (removed > 0)
        {
            LogRemoved(removed);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The start of the server does not wait for the first round.
        await Task.Yield();
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            await AttemptAsync(stoppingToken);
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
        var excess = space.Value.MaxBytesTotal > 0 ? await SizeOfKnownAsync(cancellationToken) - space.Value.MaxBytesTotal : 0;
        while (excess > 0 && await RemoveOldestAsync(cancellationToken) is { } oldest)
        {
            excess -= folders.SizeOf(oldest);
            await RemoveFoldersAsync([oldest], cancellationToken);
            removed++;
        }

        return removed;
    }

    /// <summary>Folders that the history does not know count for nothing: known runs would all have to go to make room for them.</summary>
    private async Task<long> SizeOfKnownAsync(CancellationToken cancellationToken)
    {
        var size = 0L;
        foreach (var id in folders.ListAll())
        {
            size += await runs.FindAsync(id, cancellationToken) is null ? 0 : folders.SizeOf(id);
        }

        return size;
    }

    private async Task<RunId?> RemoveOldestAsync(CancellationToken cancellationToken)
    {
        var all = (await runs.GetCountsAsync(cancellationToken)).All;
        var ended = all.Completed + all.Failed + all.Cancelled;
        return ended > 0 && await runs.RemoveEndedAsync(null, ended - 1, batchSize: 1, cancellationToken) is [var oldest] ? oldest : null;
    }

    /// <summary>An exception that leaves a background service would stop the whole server.</summary>
    private async Task AttemptAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RemoveDueAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogPostponed(exception);
        }
    }

    /// <summary>Removes what is left of runs that were removed before: a folder may be held, and a server may end between the two.</summary>
    private async Task RemoveLeftAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<RunId> left = [];
        do
        {
            // Onwards from the last one, so that those that cannot be removed now do not keep the others.
            left = await runs.ListRemovedAsync(left is [.., var last] ? last : null, BatchSize, cancellationToken);
            await RemoveFoldersAsync(left, cancellationToken);
        }
        while (left.Count == BatchSize);
    }

    private async Task RemoveFoldersAsync(IReadOnlyList<RunId> removed, CancellationToken cancellationToken)
    {
        var gone = removed.Where(RemoveFolder).ToList();
        if (gone.Count > 0)
        {
            await runs.ForgetRemovedAsync(gone, cancellationToken);
        }
    }

    /// <summary>Whether the folder is gone. Whatever is wrong with one folder does not keep the others.</summary>
    private bool RemoveFolder(RunId id)
    {
        try
        {
            folders.Remove(id);
            return true;
        }
        catch (Exception exception)
        {
            LogFolderLeft(exception, id);
            return false;
        }
    }

    [LoggerMessage(3310, LogLevel.Information, "Retention removed {Count} ended runs.")]
    private partial void LogRemoved(int count);

    [LoggerMessage(3311, LogLevel.Warning, "The folder of removed run {RunId} could not be removed; it is tried again in an hour.")]
    private partial void LogFolderLeft(Exception exception, RunId runId);

    [LoggerMessage(3312, LogLevel.Warning, "Retention could not do its round; it is tried again in an hour.")]
    private partial void LogPostponed(Exception exception);
}
