using PrismQ.Application.Runs.Orchestration;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>What processes take, from <c>/proc</c>; nothing on other systems.</summary>
internal sealed class ProcessTableUsage : IProcessUsage
{
    /// <summary>The kernel tells times in hundredths of a second (USER_HZ), whatever its own clock.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    public IReadOnlyDictionary<ProcessIdentity, ProcessUsage> Read(IReadOnlyCollection<ProcessIdentity> leaders)
    {
        var usage = new Dictionary<ProcessIdentity, ProcessUsage>();
        var table = ProcessTable.List().ToDictionary(process => process.Identity.Id);
        var families = new ProcessFamilies(table, leaders);
        foreach (var process in table.Values)
        {
            if (families.LeaderOf(process) is { } leader)
            {
                var sum = usage.GetValueOrDefault(leader);
                usage[leader] = new ProcessUsage(
                    sum.CpuTime + (Tick * process.CpuTicks), sum.MemoryBytes + (process.ResidentPages * Environment.SystemPageSize));
            }
        }

        return usage;
    }
}
