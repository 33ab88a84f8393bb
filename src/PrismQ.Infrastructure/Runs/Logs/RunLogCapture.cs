using Microsoft.Extensions.Logging;
using PrismQ.Application.Runs;
using PrismQ.Application.Runs.Logs;
using PrismQ.Application.SystemStatus.Performance;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Logs;

/// <summary>
/// Follows the output files of one run by looking at their lengths: every 15 ms while the run prints, every 40 ms when it has been quiet
/// for a while. One way for every launcher, system and file system; <c>docs/adr</c> has its measured cost.
/// </summary>
internal sealed class RunLogCapture : IRunLogCapture
{
    private static readonly TimeSpan Busy = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(40);
    private const int QuietAfter = 30;

    private readonly RunId _runId;
    private readonly LogIndexer _indexer;
    private readonly IRunSignals _signals;
    private readonly LogActivity _activity;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly Action _onDisposed;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _following;
    private bool _isUpToDate = true;
    private int _disposed;

    public RunLogCapture(
        RunId runId, RunLogFiles files, LogIndexer indexer, IRunSignals signals, LogActivity activity, TimeProvider time, ILogger logger,
        Action onDisposed)
    {
        (_runId, Files, _indexer, _signals, _activity) = (runId, files, indexer, signals, activity);
        (_time, _logger, _onDisposed) = (time, logger, onDisposed);
        _following = Task.Run(FollowAsync);
    }

    public RunLogFiles Files { get; }

    public string? Problem { get; private set; }

    public DateTimeOffset? LastLineAt => _indexer.Progress is { Lines: > 0, Timestamp: var at } ? DateTimeOffset.UnixEpoch.AddMicroseconds(at) : null;

    public async Task<bool> CompleteAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _following.WaitAsync(cancellationToken);
        await Task.Run(() => Index(isLast: true, cancellationToken), cancellationToken);
        return _isUpToDate;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await _stop.CancelAsync();
            await _following;
            _onDisposed();
            Files.Dispose();
            _stop.Dispose();
        }
    }

    private async Task FollowAsync()
    {
        for (var idle = 0; !_stop.IsCancellationRequested;)
        {
            idle = Index(isLast: false, _stop.Token) ? 0 : Math.Min(idle + 1, QuietAfter);
            await Task.Delay(idle < QuietAfter ? Busy : Quiet, _time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool Index(bool isLast, CancellationToken cancellationToken)
    {
        try
        {
            var before = _indexer.Progress.Lines;
            var found = _indexer.IndexNewBytes(isLast, cancellationToken);
            _isUpToDate = true;
            if (_indexer.HasLostBytes)
            {
                Problem ??= "The script cut its own output, so lines are missing. Where it opens /dev/stdout or /dev/stderr, >&1 or >&2 keeps them.";
            }

            if (found)
            {
                _activity.Indexed(_indexer.Progress.Lines - before);
                _signals.Pulse(_runId);
            }

            return found;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The indexer stays where it was: the next pass tries again, and nothing is lost once the cause is gone.
            _isUpToDate = false;
            if (Problem is null)
            {
                Problem = "The log could not be indexed for some time: its files could not be read or written.";
                RunLogEvents.IndexingFailed(_logger, _runId, exception);
            }

            return false;
        }
    }
}
