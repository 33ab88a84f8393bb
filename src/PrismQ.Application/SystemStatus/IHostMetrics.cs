namespace PrismQ.Application.SystemStatus;

/// <summary>Readings of the machine, taken in the background. Thread-safe; a read costs a field access.</summary>
public interface IHostMetrics
{
    /// <summary>The newest sample.</summary>
    HostSample Current { get; }
}

/// <summary>One reading of the whole machine; null is what this system does not tell.</summary>
/// <param name="CpuPercent">Busy time of all processors since the sample before (the first: since the machine started), 0 to 100. Linux only.</param>
/// <param name="MemoryPercent">Memory that is not available to programs, 0 to 100. Linux only.</param>
/// <param name="DiskFreeBytes">Free space on the data directory's file system, as an unprivileged user may use it.</param>
/// <param name="DiskTotalBytes">Size of that file system.</param>
public sealed record HostSample(double? CpuPercent, double? MemoryPercent, long? DiskFreeBytes, long? DiskTotalBytes, DateTimeOffset At);
