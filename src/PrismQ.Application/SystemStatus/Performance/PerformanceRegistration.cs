using Microsoft.Extensions.DependencyInjection;

namespace PrismQ.Application.SystemStatus.Performance;

internal static class PerformanceRegistration
{
    public static IServiceCollection AddPerformance(this IServiceCollection services) => services
        .AddSingleton<RunActivity>()
        .AddSingleton<LogActivity>()
        .AddSingleton<StoreActivity>();
}
