using PrismQ.Application.Common.Messaging;
using PrismQ.Domain.Common;

namespace PrismQ.Application.SystemStatus.Performance;

/// <summary>Reads how fast the server is and what it is busy with.</summary>
public sealed record GetPerformanceQuery : IQuery<PerformanceDto>;

internal sealed class GetPerformanceHandler(
    IResponseTimings responses,
    IProcessMetrics process,
    IServerLoad load,
    RunActivity runs,
    LogActivity logs,
    StoreActivity store,
    TimeProvider time) : IQueryHandler<GetPerformanceQuery, PerformanceDto>
{
    private static readonly int[] Windows = [1, 5, 15];

    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(5);

    public Task<Result<PerformanceDto>> Handle(GetPerformanceQuery query, CancellationToken cancellationToken)
    {
        Result<PerformanceDto> performance = new PerformanceDto(
            time.GetUtcNow(),
            [.. Windows.Select(minutes => new PerformanceWindowDto(minutes, [.. responses.Read(TimeSpan.FromMinutes(minutes)).Select(EndpointOf)]))],
            ProcessOf(process.Current),
            new HistoryPerformanceDto(DurationsOf(store.Reads), DurationsOf(store.Writes)),
            new RunPerformanceDto(Rounded(runs.Started.PerSecond), Rounded(logs.Lines.PerSecond), DurationsOf(runs.QueueWait)));
        return Task.FromResult(performance);
    }

    private static EndpointPerformanceDto EndpointOf(EndpointTiming endpoint)
    {
        var (durations, target) = (endpoint.Timing.Durations, ResponseTargets.Of(endpoint.Method, endpoint.Route));
        var p95 = durations.At(0.95);
        return new EndpointPerformanceDto(
            endpoint.Method,
            endpoint.Route,
            endpoint.Timing.Count,
            Rounded(endpoint.Timing.PerSecond),
            Rounded(endpoint.Timing.FailureRate),
            Milliseconds(durations.At(0.5)) ?? 0,
            Milliseconds(p95) ?? 0,
            Milliseconds(durations.At(0.99)) ?? 0,
            Milliseconds(durations.Max) ?? 0,
            target?.TotalMilliseconds,
            target is null ? null : p95 <= target);
    }

    private ProcessPerformanceDto ProcessOf(ProcessSample sample) => new(
        Rounded(sample.CpuPercent),
        Rounded(sample.MemoryBytes / 1e6),
        Rounded(sample.GcHeapBytes / 1e6),
        Rounded(sample.GcPausePercent),
        sample.ThreadPoolThreads,
        sample.ThreadPoolQueue,
        load.ActiveConnections,
        load.ActiveStreams);

    private static DurationsDto DurationsOf(TimingWindows timings)
    {
        var durations = timings.Read(Recent).Durations;
        return new DurationsDto(
            durations.Count,
            Milliseconds(durations.At(0.5)),
            Milliseconds(durations.At(0.95)),
            Milliseconds(durations.At(0.99)),
            durations.Count == 0 ? null : Milliseconds(durations.Max));
    }

    private static double? Milliseconds(TimeSpan? duration) => duration is { } value ? Math.Round(value.TotalMilliseconds, 4) : null;

    private static double Rounded(double value) => Math.Round(value, 3);
}
