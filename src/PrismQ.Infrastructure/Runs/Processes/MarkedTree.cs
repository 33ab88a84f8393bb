using System.Text;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>
/// Knows a run's processes by the run's id in the environment they were started with, and by kinship to those: their sessions and their
/// children. Only a process that cleared its environment, left the session and lost its parent, all three, escapes it.
/// </summary>
/// <param name="supervisor">A process of our own that carries the mark and is not listed.</param>
internal sealed class MarkedTree(RunId runId, ProcessIdentity? supervisor, ProcessWatcher watcher, TimeProvider time) : IProcessTree
{
    public const string Variable = "PRISMQ_RUN_ID";

    /// <summary>Each takes a descriptor, and one that ends is enough to look again.</summary>
    private const int MostWatched = 64;

    private readonly byte[] _mark = Encoding.UTF8.GetBytes($"{Variable}={runId}");

    public string Proof => "marker";

    public IReadOnlyList<ProcessIdentity> List()
    {
        var others = ProcessTable.List();
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

        return [.. family.Where(process => !ProcessTable.IsSupervisor(process, supervisor)).Select(process => process.Identity)];
    }

    public void Kill(IReadOnlyList<ProcessIdentity> processes)
    {
        foreach (var process in processes)
        {
            _ = LibC.SendSignal(process.Id, LibC.Kill);
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

    private static bool Move(List<ProcessEntry> from, List<ProcessEntry> to, Predicate<ProcessEntry> belongs)
    {
        var found = from.FindAll(belongs);
        to.AddRange(found);
        from.RemoveAll(found.Contains);
        return found.Count > 0;
    }
}
