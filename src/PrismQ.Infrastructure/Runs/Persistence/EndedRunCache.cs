using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Persistence;

/// <summary>
/// Ended runs that were read lately: they never change until they are removed, so each is one and the same instance. Thread-safe; holds at
/// most <see cref="Capacity"/> runs whose parameters are at most <see cref="MaxParameterLength"/> characters, the longest kept leaves first.
/// </summary>
internal sealed class EndedRunCache
{
    public const int Capacity = 2048;
    public const int MaxParameterLength = 8192;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Run>> _runs = new(StringComparer.Ordinal);
    private readonly LinkedList<Run> _order = [];
    private long _removals;

    /// <summary>To be taken before a read and given with what was read, so that a run removed in between is not kept.</summary>
    public long Removals => Interlocked.Read(ref _removals);

    /// <summary>How many runs are held.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _order.Count;
            }
        }
    }

    public Run? Find(string runId)
    {
        lock (_gate)
        {
            return _runs.GetValueOrDefault(runId)?.Value;
        }
    }

    public void Keep(Run run, int parameterLength, long removals)
    {
        // Keys that could not be read may be there at the next look.
        if (!run.Status.IsFinal() || run.SecretsAreLost || parameterLength > MaxParameterLength)
        {
            return;
        }

        lock (_gate)
        {
            if (removals != _removals || _runs.ContainsKey(run.Id.Value))
            {
                return;
            }

            _runs[run.Id.Value] = _order.AddLast(run);
            if (_order is { Count: > Capacity, First: { } longest })
            {
                Drop(longest.Value.Id);
            }
        }
    }

    public void Remove(IEnumerable<RunId> runIds)
    {
        lock (_gate)
        {
            _removals++;
            foreach (var id in runIds)
            {
                Drop(id);
            }
        }
    }

    private void Drop(RunId id)
    {
        if (_runs.Remove(id.Value, out var node))
        {
            _order.Remove(node);
        }
    }
}
