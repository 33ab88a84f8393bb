using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PrismQ.Application.SystemStatus;
using PrismQ.Application.SystemStatus.Performance;

namespace PrismQ.Infrastructure.SystemStatus;

internal static class SystemStatusRegistration
{
    public static IServiceCollection AddSystemStatus(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SystemStatusOptions>().Bind(configuration.GetSection(SystemStatusOptions.Section))
            .ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<HostMetricsSampler>()
            .AddSingleton<IHostMetrics>(provider => provider.GetRequiredService<HostMetricsSampler>())
            .AddHostedService(provider => provider.GetRequiredService<HostMetricsSampler>())
            .AddSingleton<ProcessMetricsSampler>()
            .AddSingleton<IProcessMetrics>(provider => provider.GetRequiredService<ProcessMetricsSampler>())
            .AddHostedService(provider => provider.GetRequiredService<ProcessMetricsSampler>())
            .AddSingleton<IHealthSource, LowDiskSpace>();
    }
}
