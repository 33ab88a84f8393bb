using System.Diagnostics.Metrics;
using PrismQ.Api.SystemStatus.Performance;
using PrismQ.Application.SystemStatus;

namespace PrismQ.Api.SystemStatus.Telemetry;

/// <summary>What alerts need to know of the machine and the server as a whole: the meter <c>PrismQ.Server</c>.</summary>
internal sealed class HostGauges
{
    public const string Meter = "PrismQ.Server";

    public HostGauges(IMeterFactory meters, IHostMetrics host, IEnumerable<IHealthSource> health, ServerLoad load)
    {
        var meter = meters.Create(Meter);
        meter.CreateObservableGauge("prismq.disk.free", () => host.Current.DiskFreeBytes ?? 0, "By", "Free space for the data directory.");
        meter.CreateObservableGauge("prismq.disk.size", () => host.Current.DiskTotalBytes ?? 0, "By", "Size of the data directory's disk.");
        meter.CreateObservableGauge("prismq.healthy", () => health.Any(source => source.Problems.Any()) ? 0 : 1, null, "1 when nothing is wrong.");
        meter.CreateObservableUpDownCounter("prismq.streams.active", () => load.ActiveStreams, "{stream}", "Live streams.");
    }
}
