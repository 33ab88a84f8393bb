using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>Finds the processes of runs by the surest way that there is for each. Thread-safe.</summary>
internal sealed class ProcessTrees(DescriptorWatcher descriptors, ProcessWatcher watcher, TimeProvider time)
{
    /// <param name="group">The run's control group; null when it has none.</param>
    /// <param name="leader">The process that the run began with; null when it is not known.</param>
    /// <param name="supervisor">A process of our own that is not the script's.</param>
    public IProcessTree Of(RunId runId, string? group, int? leader, ProcessIdentity? supervisor) => (group, leader) switch
    {
        (not null, _) => new ControlGroupTree(group, supervisor, descriptors),
        (null, { } first) when OperatingSystem.IsMacOS() => new GroupTree(first, descriptors),
        _ => new MarkedTree(runId, supervisor, watcher, time),
    };
}
