using System.Runtime.CompilerServices;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs.Orchestration;

/// <summary>
/// The newest change of each run, in order. A reader that falls behind misses states in between, never the newest one; what is kept is
/// bounded, and a reader that comes back too late is told so. Thread-safe.
/// </summary>
internal sealed class RunFeed
{
    /// <summary>Runs whose newest change is kept.</summary>
    private const int Capacity = 2000;

    /// <summary>Of parameters of the runs that are kept, in bytes.</summary>
    private const long MaxLength = 16 << 20;

    /// <summary>How long changes are gathered before readers get them.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, Run> _changes = [];
    private readonly Dictionary<RunId, long> _sequenceOf = [];
    private TaskCompletionSource _next = NewSource();

    /// <summary>Sequences go on from where those of an earlier server can be at most: one a microsecond.</summary>
    private long _last;

    private long _length;

    private long _forgotten;

    public RunFeed(TimeProvider time)
    {
        _time = time;
        _last = _forgotten = time.GetUtcNow().ToUnixTimeMilliseconds() * 1000;
    }

    /// <summary>Tells a run as it is now: whoever publishes late, for what has long gone on, never puts an older state after a newer one.</summary>
    public void Publish(ActiveRun run)
    {
        TaskCompletionSource waiters;
        lock (_lock)
        {
            if (_sequenceOf.TryGetValue(run.Id, out var earlier))
            {
                Remove(earlier);
            }

            var current = run.Current;
            _changes[++_last] = current;
            _sequenceOf[run.Id] = _last;
            _length += current.Parameters.Length;
            while (_changes.Count > Capacity || (_length > MaxLength && _changes.Count > 1))
            {
                _forgotten = _changes.Keys.First();
                Remove(_forgotten);
            }

            waiters = _next;
            _next = NewSource();
        }

        waiters.TrySetResult();
    }

    /// <summary>
    /// Changes after a sequence, else from this call on, as they come; a null run stands for changes that are no longer kept.
    /// </summary>
    public IAsyncEnumerable<(long Sequence, Run? Run)> FollowAsync(long? after, CancellationToken cancellationToken) =>
        FollowFromAsync(after ?? Volatile.Read(ref _last), cancellationToken);

    private async IAsyncEnumerable<(long Sequence, Run? Run)> FollowFromAsync(
        long position, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var (changes, next) = Take(position);
            foreach (var change in changes)
            {
                position = change.Sequence;
                yield return change;
            }

            if (changes.Count > 0)
            {
                await Task.Delay(Gathering, _time, cancellationToken);
            }
            else
            {
                await next.WaitAsync(cancellationToken);
            }
        }
    }

    private (List<(long Sequence, Run? Run)> Changes, Task Next) Take(long after)
    {
        lock (_lock)
        {
            return after < _forgotten || after > _last
                ? ([(_last, null)], _next.Task)
                : ([.. _changes.Reverse().TakeWhile(change => change.Key > after).Reverse().Select(change => (change.Key, (Run?)change.Value))], _next.Task);
        }
    }

    private void Remove(long sequence)
    {
        if (_changes.Remove(sequence, out var run))
        {
            _sequenceOf.Remove(run.Id);
            _length -= run.Parameters.Length;
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
