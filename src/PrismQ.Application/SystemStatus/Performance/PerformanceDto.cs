namespace PrismQ.Application.SystemStatus.Performance;

/// <summary>How fast the server is and what it is busy with. Percentiles are within 1.6 % of the true ones.</summary>
public sealed record PerformanceDto(
    DateTimeOffset GeneratedAt,
    IReadOnlyList<PerformanceWindowDto> Windows,
    ProcessPerformanceDto Process,
    HistoryPerformanceDto History,
    RunPerformanceDto Runs);

/// <summary>The endpoints that were asked in the last minutes.</summary>
/// <param name="Minutes">1, 5 or 15; up to a quarter of a minute more is counted.</param>
public sealed record PerformanceWindowDto(int Minutes, IReadOnlyList<EndpointPerformanceDto> Endpoints);

/// <param name="Route">The path with its parameters by name; <c>other</c> takes what is no endpoint of its own.</param>
/// <param name="ErrorRate">Answers of 500 and above, 0 to 1.</param>
/// <param name="TargetMs">What users are promised for 95 in 100 answers; null where nothing is promised.</param>
/// <param name="Met">Whether it is kept; null where nothing is promised.</param>
public sealed record EndpointPerformanceDto(
    string Method,
    string Route,
    long Count,
    double RequestsPerSecond,
    double ErrorRate,
    double P50Ms,
    double P95Ms,
    double P99Ms,
    double MaxMs,
    double? TargetMs,
    bool? Met);

/// <summary>The server's own process.</summary>
/// <param name="CpuPercent">Of all processors, 0 to 100.</param>
/// <param name="ThreadPoolQueue">Work that waits for a thread.</param>
public sealed record ProcessPerformanceDto(
    double CpuPercent,
    double MemoryMb,
    double GcHeapMb,
    double GcPausePercent,
    int ThreadPoolThreads,
    long ThreadPoolQueue,
    long ActiveConnections,
    long ActiveStreams);

/// <summary>The database of runs, over the last five minutes.</summary>
public sealed record HistoryPerformanceDto(DurationsDto Reads, DurationsDto Writes);

/// <summary>Runs and their logs; rates over the last minute, waits over the last five.</summary>
public sealed record RunPerformanceDto(double StartedPerSecond, double LogLinesPerSecond, DurationsDto QueueWait);

/// <summary>Durations; null where there were none.</summary>
public sealed record DurationsDto(long Count, double? P50Ms, double? P95Ms, double? P99Ms, double? MaxMs);
