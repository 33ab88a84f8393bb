using System.Collections.Concurrent;
using PrismQ.Application.SystemStatus;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs.Orchestration;

/// <summary>The runs that have not ended: where reads look before the history. Thread-safe.</summary>
internal sealed class ActiveRuns : IRunLoad, IUnfinishedRuns
{
    private readonly ConcurrentDictionary<RunId, ActiveRun> _runs = new();

    public int Running => _runs.Count(pair => pair.Value.Current.Status == RunStatus.Running);

    public int Queued => _runs.Count(pair => pair.Value.Current.Status == RunStatus.Queued);

    /// <summary>Those that had not ended when the enumeration came to them.</summary>
    public IEnumerable<ActiveRun> All => _runs.Select(pair => pair.Value);

    public ActiveRun Add(Run run) => _runs.GetOrAdd(run.Id, static (_, run) => new ActiveRun(run), run);

    public ActiveRun? Find(RunId id) => _runs.GetValueOrDefault(id);

    public bool Contains(RunId id) => _runs.ContainsKey(id);

    public void Remove(RunId id) => _runs.TryRemove(id, out _);
}
