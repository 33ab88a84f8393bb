using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs.Orchestration;

/// <summary>What running processes take of the machine. Thread-safe.</summary>
public interface IProcessUsage
{
    /// <summary>
    /// Reads the process table once for all of these: each with the processes of its session and all their descendants. Those that have
    /// ended are left out, and so are all on a system that does not tell.
    /// </summary>
    IReadOnlyDictionary<ProcessIdentity, ProcessUsage> Read(IReadOnlyCollection<ProcessIdentity> leaders);
}

/// <summary>What a process and those that belong to it take.</summary>
/// <param name="CpuTime">Of all processors since they began, with that of children which have ended and were waited for.</param>
/// <param name="MemoryBytes">Resident memory, shared pages counted in each process.</param>
public readonly record struct ProcessUsage(TimeSpan CpuTime, long MemoryBytes);
