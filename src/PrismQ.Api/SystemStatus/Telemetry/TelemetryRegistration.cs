using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using PrismQ.Application.SystemStatus.Performance;

namespace PrismQ.Api.SystemStatus.Telemetry;

internal static class TelemetryRegistration
{
    private const string Path = "/metrics";

    private static readonly string[] Meters =
    [
        RequestDurations.Meter, "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime",
        RunActivity.RunsMeter, RunActivity.QueueMeter, LogActivity.Meter, StoreActivity.Meter, HostGauges.Meter,
    ];

    /// <summary>Adds the settings and what is measured.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TelemetryOptions>().Bind(configuration.GetSection(TelemetryOptions.Section));
        services.AddSingleton<HostGauges>();
        return services.AddSingleton<RequestDurations>();
    }

    /// <summary>
    /// Adds the ways out for metrics and traces in the shape of OpenTelemetry, as the settings, checked by now, ask for them; what nobody asked for
    /// is not even measured.
    /// </summary>
    public static void AddExporters(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection(TelemetryOptions.Section).Get<TelemetryOptions>() ?? new TelemetryOptions();
        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("prismq"));
        if (options.Prometheus || options.OtlpEndpoint is not null)
        {
            telemetry.WithMetrics(metrics => Export(metrics.AddMeter(Meters), options));
        }

        if (options.OtlpEndpoint is { } endpoint)
        {
            telemetry.WithTracing(traces => traces.AddAspNetCoreInstrumentation().AddOtlpExporter(otlp => otlp.Endpoint = endpoint));
        }
    }

    /// <summary>Serves the metrics behind the same door as everything else.</summary>
    public static void MapMetrics(this WebApplication app)
    {
        app.Services.GetRequiredService<HostGauges>();
        if (app.Configuration.GetSection(TelemetryOptions.Section).Get<TelemetryOptions>()?.Prometheus ?? true)
        {
            app.MapPrometheusScrapingEndpoint(Path);
        }
    }

    private static void Export(MeterProviderBuilder metrics, TelemetryOptions options)
    {
        if (options.Prometheus)
        {
            metrics.AddPrometheusExporter();
        }

        if (options.OtlpEndpoint is { } endpoint)
        {
            metrics.AddOtlpExporter(otlp => otlp.Endpoint = endpoint);
        }
    }
}
