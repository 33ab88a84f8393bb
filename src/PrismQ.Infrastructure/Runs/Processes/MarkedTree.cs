using System.Text;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>
/// Knows a run's processes by the run's id in the environment they were started with, and by kinship to those: their sessions and their
/// children. Only a process that cleared its environment, left the session and lost its parent, all three, escapes it; and not even that one
/// while a native supervisor is there, which becomes its parent.
/// </summary>
/// <param name="supervisor">A process of our own that carries the mark and is not listed.</param>
internal sealed class MarkedTree(RunId runId, ProcessIdentity? supervisor, ProcessWatcher watcher, TimeProvider time) : IProcessTree
{
    public const string Variable = "PRISMQ_RUN_ID";

    /// <summary>Each takes a descriptor, and one that ends is enough to look again.</summary>
    private const int MostWatched = 64;

    /// <summary>Each takes a millisecond or two.</summary>
    private const int MostLooks = 20;

    private readonly byte[] _mark = Encoding.UTF8.GetBytes($"{Variable}={runId}");

    /// <summary>The process groups that its processes were seen in, as long as these are there.</summary>
    private readonly HashSet<int> _groups = [];

    public string Proof => "marker";

    /// <exception cref="IOException">A group is not empty, but its processes end before they can be looked at.</exception>
    public IReadOnlyList<ProcessIdentity> List()
    {
        HashSet<ProcessIdentity>? before = null;
        var isStill = true;
        for (var look = 0; look < MostLooks; look++)
        {
            var table = ProcessTable.ListAll();
            var scripts = Family(table.FindAll(process => process.IsAlive)).FindAll(process => !ProcessTable.IsSupervisor(process, supervisor));
            _groups.UnionWith(scripts.Select(process => process.Group).Where(group => group > 1 && group != supervisor?.Id));
            _groups.RemoveWhere(group => LibC.SendSignal(-group, signal: 0) != 0);
            if (scripts.Count > 0 || _groups.Count == 0)
            {
                return [.. scripts.Select(process => process.Identity)];
            }

            var ended = table.Where(process => !process.IsAlive && _groups.Contains(process.Group)).Select(process => process.Identity).ToHashSet();
            isStill &= ended.Count > 0 && (before is null || before.SetEquals(ended));
            before = ended;
        }

        if (isStill)
        {
            // The group is held by what has ended and nobody collects: among those that start each other, others would have ended meanwhile.
            return [];
        }

        throw new IOException($"The processes of run {runId} end before they can be looked at.");
    }

    /// <remarks>With their groups: the kernel lets nobody fork out of a group while it is killed.</remarks>
    public void Kill(IReadOnlyList<ProcessIdentity> processes)
    {
        foreach (var id in processes.Select(process => process.Id).Concat(_groups.Select(group => -group)))
        {
            _ = LibC.SendSignal(id, LibC.Kill);
        }
    }

    public async Task ChangedAsync(IReadOnlyList<ProcessIdentity> processes, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var any = Task.WhenAny(processes.Take(MostWatched).Select(process => watcher.WaitAsync(process, over.Token)));
        try
        {
            await any.WaitAsync(limit, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The caller looks at its clock.
        }

        await over.CancelAsync();
    }

    public void Release()
    {
    }

    private List<ProcessEntry> Family(List<ProcessEntry> others)
    {
        var family = new List<ProcessEntry>();
        Move(others, family, process => ProcessTable.HasVariable(process.Identity.Id, _mark));
        while (family.Count > 0)
        {
            // The supervisor's session began with the run, and nobody enters a session from outside.
            var sessions = family.Select(process => process.Session).ToHashSet();
            var parents = family.Select(process => process.Identity.Id).ToHashSet();
            if (!Move(others, family, process => sessions.Contains(process.Session) || parents.Contains(process.Parent)))
            {
                break;
            }
        }

        return family;
    }

    private static bool Move(List<ProcessEntry> from, List<ProcessEntry> to, Predicate<ProcessEntry> belongs)
    {
        var found = from.FindAll(belongs);
        to.AddRange(found);
        from.RemoveAll(found.Contains);
        return found.Count > 0;
    }
}
