using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>The processes of one run, whatever they did to their parents, groups and sessions; our own supervisor is none of them.</summary>
internal interface IProcessTree
{
    /// <summary>By what they are known: <c>cgroup</c>, <c>marker</c> or, the weakest, <c>group</c>.</summary>
    string Proof { get; }

    /// <summary>Those that run now.</summary>
    /// <exception cref="IOException">Nobody can tell now.</exception>
    IReadOnlyList<ProcessIdentity> List();

    /// <summary>Kills these, and in one step all that run now where the system has one.</summary>
    void Kill(IReadOnlyList<ProcessIdentity> processes);

    /// <summary>Completes when some of these have ended, or the time is over.</summary>
    Task ChangedAsync(IReadOnlyList<ProcessIdentity> processes, TimeSpan limit, CancellationToken cancellationToken);

    /// <summary>Gives back what the tree was known by, once it is empty.</summary>
    void Release();
}
