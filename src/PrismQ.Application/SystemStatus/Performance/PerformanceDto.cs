namespace PrismQ.Application.SystemStatus.Performance;

/// <summary>How fast the server is and what it is busy with. Percentiles are within 1.6 % of the true ones.</summary>
/// <param name="GeneratedAt">When this was put together, UTC.</param>
/// <param name="Windows">Answers over the last 1, 5 and 15 minutes.</param>
/// <param name="Process">The server's own process.</param>
/// <param name="History">The database of runs.</param>
/// <param name="Runs">Runs and their logs.</param>
public sealed record PerformanceDto(
    DateTimeOffset GeneratedAt,
    IReadOnlyList<PerformanceWindowDto> Windows,
    ProcessPerformanceDto Process,
    HistoryPerformanceDto History,
    RunPerformanceDto Runs);

/// <summary>The endpoints that were asked in the last minutes.</summary>
/// <param name="Minutes">1, 5 or 15; up to a quarter of a minute more is counted.</param>
/// <param name="Endpoints">Those that were asked; each once.</param>
public sealed record PerformanceWindowDto(int Minutes, IReadOnlyList<EndpointPerformanceDto> Endpoints);

/// <summary>How fast one endpoint answered.</summary>
/// <param name="Method">The method of HTTP.</param>
/// <param name="Route">The path with its parameters by name; <c>other</c> takes what is no endpoint of its own.</param>
/// <param name="Count">Answers in the window.</param>
/// <param name="RequestsPerSecond">Answers a second, on average.</param>
/// <param name="ErrorRate">Answers of 500 and above, 0 to 1.</param>
/// <param name="P50Ms">The median, in milliseconds.</param>
/// <param name="P95Ms">95 in 100 answers took no longer, in milliseconds.</param>
/// <param name="P99Ms">99 in 100 answers took no longer, in milliseconds.</param>
/// <param name="MaxMs">The slowest answer, in milliseconds.</param>
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
/// <param name="MemoryMb">What it holds of the memory, in 10^6 bytes.</param>
/// <param name="GcHeapMb">What the garbage collector manages of that, in 10^6 bytes.</param>
/// <param name="GcPausePercent">Time that garbage collection stopped everything, 0 to 100.</param>
/// <param name="ThreadPoolThreads">Threads that work through requests.</param>
/// <param name="ThreadPoolQueue">Work that waits for a thread.</param>
/// <param name="ActiveConnections">Connections that are open.</param>
/// <param name="ActiveStreams">Live streams that are open.</param>
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
/// <param name="Reads">Queries.</param>
/// <param name="Writes">Commits.</param>
public sealed record HistoryPerformanceDto(DurationsDto Reads, DurationsDto Writes);

/// <summary>Runs and their logs; rates over the last minute, waits over the last five.</summary>
/// <param name="StartedPerSecond">Runs that were started.</param>
/// <param name="LogLinesPerSecond">Lines that were indexed.</param>
/// <param name="QueueWait">How long runs waited for a slot.</param>
public sealed record RunPerformanceDto(double StartedPerSecond, double LogLinesPerSecond, DurationsDto QueueWait);

/// <summary>Durations; null where there were none.</summary>
/// <param name="Count">How many there were.</param>
/// <param name="P50Ms">The median, in milliseconds.</param>
/// <param name="P95Ms">95 in 100 took no longer, in milliseconds.</param>
/// <param name="P99Ms">99 in 100 took no longer, in milliseconds.</param>
/// <param name="MaxMs">The longest, in milliseconds.</param>
public sealed record DurationsDto(long Count, double? P50Ms, double? P95Ms, double? P99Ms, double? MaxMs);
