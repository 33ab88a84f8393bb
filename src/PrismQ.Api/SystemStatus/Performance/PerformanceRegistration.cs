using PrismQ.Application.SystemStatus.Performance;

namespace PrismQ.Api.SystemStatus.Performance;

internal static class PerformanceRegistration
{
    public static IServiceCollection AddPerformance(this IServiceCollection services)
    {
        services.AddOptions<PerformanceOptions>().BindConfiguration(PerformanceOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<ServerLoad>()
            .AddSingleton<IServerLoad>(provider => provider.GetRequiredService<ServerLoad>())
            .AddSingleton<ResponseTimings>()
            .AddSingleton<IResponseTimings>(provider => provider.GetRequiredService<ResponseTimings>());
    }
}
