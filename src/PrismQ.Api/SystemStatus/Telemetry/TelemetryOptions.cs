using PrismQ.Api.Common.Startup;

namespace PrismQ.Api.SystemStatus.Telemetry;

/// <summary>Settings of the section <c>PrismQ:Telemetry</c>.</summary>
internal sealed class TelemetryOptions
{
    public const string Section = "PrismQ:Telemetry";

    /// <summary>Whether Prometheus may read the metrics at <c>/metrics</c>. Default true.</summary>
    public bool Prometheus { get; set; } = true;

    /// <summary>Where to send traces and metrics by OTLP, an absolute address, for example http://localhost:4317. Default none.</summary>
    [HttpAddress]
    public Uri? OtlpEndpoint { get; set; }
}
