namespace PrismQ.Application.SystemStatus.Performance;

/// <summary>Readings of the server's own process, taken in the background. Thread-safe; a read costs a field access.</summary>
public interface IProcessMetrics
{
    /// <summary>The newest sample.</summary>
    ProcessSample Current { get; }
}

/// <summary>One reading of the server's own process.</summary>
/// <param name="CpuPercent">Of all processors, since the sample before, 0 to 100.</param>
/// <param name="MemoryBytes">In memory now (working set).</param>
/// <param name="GcHeapBytes">Objects on the managed heap at the last collection, the garbage among them included.</param>
/// <param name="GcPausePercent">Time that the collector stopped the process, since the sample before, 0 to 100.</param>
public sealed record ProcessSample(
    double CpuPercent, long MemoryBytes, long GcHeapBytes, double GcPausePercent, int ThreadPoolThreads, long ThreadPoolQueue);
