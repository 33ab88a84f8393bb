using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>Which of some leaders each process of a process table belongs to: by its session, else by its nearest ancestor that does.</summary>
internal sealed class ProcessFamilies(IReadOnlyDictionary<int, ProcessEntry> table, IReadOnlyCollection<ProcessIdentity> leaders)
{
    /// <summary>An id that another process has by now leads nobody.</summary>
    private readonly Dictionary<int, ProcessIdentity> _leaders = leaders
        .Where(leader => table.TryGetValue(leader.Id, out var now) && now.Identity == leader)
        .ToDictionary(leader => leader.Id);

    private readonly Dictionary<int, ProcessIdentity?> _known = [];

    public ProcessIdentity? LeaderOf(ProcessEntry process)
    {
        var asked = new List<int>();
        ProcessIdentity? leader;
        while (!_known.TryGetValue(process.Identity.Id, out leader))
        {
            asked.Add(process.Identity.Id);

            // Stands while the parents are asked: a table that changed while it was read may have a circle.
            _known[process.Identity.Id] = null;
            leader = _leaders.GetValueOrDefault(process.Identity.Id) ?? _leaders.GetValueOrDefault(process.Session);
            if (leader is not null || !table.TryGetValue(process.Parent, out process))
            {
                break;
            }
        }

        asked.ForEach(id => _known[id] = leader);
        return leader;
    }
}
