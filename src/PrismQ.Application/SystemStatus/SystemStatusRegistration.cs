using Microsoft.Extensions.DependencyInjection;
using PrismQ.Application.SystemStatus.Performance;

namespace PrismQ.Application.SystemStatus;

internal static class SystemStatusRegistration
{
    public static IServiceCollection AddSystemStatus(this IServiceCollection services) => services
        .AddPerformance()
        .AddSingleton<ServerUptime>()
        .AddHostedService(provider => provider.GetRequiredService<ServerUptime>());
}
