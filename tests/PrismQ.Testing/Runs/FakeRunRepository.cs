using System.Collections.Concurrent;
using PrismQ.Application.Common;
using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;

namespace PrismQ.Testing.Runs;

/// <summary>The history in memory. <see cref="Fault"/> makes every call fail as a broken database would.</summary>
public sealed class FakeRunRepository : IRunRepository
{
    private readonly ConcurrentDictionary<RunId, Run> _runs = new();
    private readonly ConcurrentDictionary<RunId, Run> _removed = new();
    private readonly ConcurrentQueue<Run> _writes = new();
    private TaskCompletionSource _refused = NewSource();
    private TaskCompletionSource _written = NewSource();
    private long _version;
    private (long Version, RunCounts Counts) _counts = (-1, RunCounts.None);

    /// <summary>Why the storage is unavailable; null while it is well.</summary>
    public string? Fault { get; set; }

    /// <summary>What the next update throws that no history should.</summary>
    public Exception? Surprise { get; set; }

    /// <summary>Whether the next run that is added is stored, and then the history breaks before it answers.</summary>
    public bool LosesNextAnswer { get; set; }

    /// <summary>Told before a run is stored.</summary>
    public Action OnWrite { get; set; } = static () => { };

    /// <summary>Every state that was stored, in order.</summary>
    public IReadOnlyList<Run> Writes => [.. _writes];

    /// <summary>Completes when the next call meets the <see cref="Fault"/>.</summary>
    public Task NextRefusalAsync() => Volatile.Read(ref _refused).Task.WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Completes when the next state is stored.</summary>
    public Task NextWriteAsync() => Volatile.Read(ref _written).Task.WaitAsync(TimeSpan.FromSeconds(30));

    public long Version => Interlocked.Read(ref _version);

    public Task AddAsync(Run run, CancellationToken cancellationToken)
    {
        OnWrite();
        Check(cancellationToken);
        return _runs.TryAdd(run.Id, run)
            ? LosesNextAnswer ? Unanswered(run) : Written(run)
            : throw new InvalidOperationException($"Run {run.Id} is there already.");
    }

    public Task UpdateAsync(Run run, CancellationToken cancellationToken)
    {
        Check(cancellationToken);
        if (Surprise is { } surprise)
        {
            Surprise = null;
            throw surprise;
        }

        return _runs.TryGetValue(run.Id, out var old) && _runs.TryUpdate(run.Id, run, old)
            ? Written(run)
            : throw new InvalidOperationException($"Run {run.Id} is not in the history.");
    }

    public ValueTask<Run?> FindAsync(RunId id, CancellationToken cancellationToken)
    {
        Check(cancellationToken);
        return ValueTask.FromResult(_runs.GetValueOrDefault(id));
    }

    public Task<RunPage> ListAsync(RunFilter filter, int limit, int offset, RunCursor? after, CancellationToken cancellationToken)
    {
        Check(cancellationToken);
        var matching = NewestFirst().Where(run => Matches(filter, run)).ToList();
        var rest = matching.Where(run => after is null || Compare(run, after) < 0).Skip(offset).ToList();
        var page = rest.Take(limit).ToList();
        var next = rest.Count > limit ? new RunCursor(page[^1].CreatedAt, page[^1].Id) : null;
        return Task.FromResult(new RunPage(page, matching.Count, next));
    }

    public Task<IReadOnlyList<Run>> ListUnfinishedAsync(CancellationToken cancellationToken)
    {
        Check(cancellationToken);
        return Task.FromResult<IReadOnlyList<Run>>([.. NewestFirst().Where(run => !run.Status.IsFinal()).Reverse()]);
    }

    public ValueTask<RunCounts> GetCountsAsync(CancellationToken cancellationToken)
    {
        Check(cancellationToken);
        lock (_runs)
        {
            if (_counts.Version != Version)
            {
                var counts = new RunCounts(_runs.Values.GroupBy(run => run.ModuleId).ToDictionary(group => group.Key, Count));
                _counts = (Version, IsSame(counts, _counts.Counts) ? _counts.Counts : counts);
            }

            return ValueTask.FromResult(_counts.Counts);
        }
    }

    public Task<IReadOnlyList<RunId>> RemoveEndedAsync(
        DateTimeOffset? endedBefore, long? keep, int batchSize, CancellationToken cancellationToken)
    {
        Check(cancellationToken);
        ArgumentOutOfRangeException.ThrowIfNegative(keep ?? 0);
        var ended = _runs.Values.Where(run => run.Status.IsFinal()).OrderBy(run => run.CompletedAt).ToList();
        var excess = keep is { } most ? Math.Max(0, ended.Count - most) : 0;
        var removed = ended.Where((run, index) => index < excess || run.CompletedAt < endedBefore)
            .Take(batchSize).Select(run => run.Id).ToList();
        removed.ForEach(Remove);
        Interlocked.Increment(ref _version);
        return Task.FromResult<IReadOnlyList<RunId>>(removed);
    }

    public Task<IReadOnlyList<RunId>> ListRemovedAsync(RunId? after, int limit, CancellationToken cancellationToken)
    {
        Check(cancellationToken);
        return Task.FromResult<IReadOnlyList<RunId>>([.. _removed.Keys.OrderBy(id => id.Value, StringComparer.Ordinal)
            .Where(id => after is null || string.CompareOrdinal(id.Value, after.Value.Value) > 0).Take(limit)]);
    }

    public Task ForgetRemovedAsync(IReadOnlyList<RunId> ids, CancellationToken cancellationToken)
    {
        Check(cancellationToken);
        foreach (var id in ids)
        {
            _removed.TryRemove(id, out _);
        }

        Interlocked.Increment(ref _version);
        return Task.CompletedTask;
    }

    private static bool IsSame(RunCounts left, RunCounts right) =>
        left.ByModule.Count == right.ByModule.Count && left.ByModule.All(module => right.Of(module.Key) == module.Value);

    private static bool Matches(RunFilter filter, Run run) =>
        (filter.ModuleId is null || filter.ModuleId == run.ModuleId) && (filter.Status is null || filter.Status == run.Status);

    private static int Compare(Run run, RunCursor cursor) =>
        run.CreatedAt.CompareTo(cursor.CreatedAt) is not 0 and var byTime
            ? byTime
            : string.CompareOrdinal(run.Id.Value, cursor.Id.Value);

    private static ModuleRunCounts Count(IEnumerable<Run> runs)
    {
        var byStatus = runs.CountBy(run => run.Status).ToDictionary();
        long Of(RunStatus status) => byStatus.GetValueOrDefault(status);
        return new ModuleRunCounts(
            Of(RunStatus.Queued), Of(RunStatus.Running), Of(RunStatus.Completed), Of(RunStatus.Failed), Of(RunStatus.Cancelled),
            runs.Max(run => run.CreatedAt));
    }

    private IEnumerable<Run> NewestFirst() =>
        _runs.Values.OrderByDescending(run => run.CreatedAt).ThenByDescending(run => run.Id.Value, StringComparer.Ordinal);

    private void Remove(RunId id)
    {
        if (_runs.TryRemove(id, out var run))
        {
            _removed[id] = run;
        }
    }

    private async Task Unanswered(Run run)
    {
        LosesNextAnswer = false;
        Fault = "The connection broke.";
        await Written(run);
        throw new StorageUnavailableException(Fault) { MayHaveChanged = true };
    }

    private Task Written(Run run)
    {
        _writes.Enqueue(run);
        Interlocked.Increment(ref _version);
        Interlocked.Exchange(ref _written, NewSource()).TrySetResult();
        return Task.CompletedTask;
    }

    private void Check(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Fault is { } fault)
        {
            Interlocked.Exchange(ref _refused, NewSource()).TrySetResult();
            throw new StorageUnavailableException(fault);
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
