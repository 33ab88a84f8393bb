using Microsoft.Extensions.DependencyInjection;
using PrismQ.Application.Runs.Orchestration;
using PrismQ.Application.SystemStatus;

namespace PrismQ.Application.Runs;

internal static class RunsRegistration
{
    public static IServiceCollection AddRuns(this IServiceCollection services)
    {
        services.AddOptions<RunOptions>().BindConfiguration(RunOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ActiveRuns>();
        services.AddSingleton<IRunLoad>(provider => provider.GetRequiredService<ActiveRuns>());
        services.AddSingleton<IUnfinishedRuns>(provider => provider.GetRequiredService<ActiveRuns>());
        services.AddSingleton<IRunQueue, RunQueue>();
        services.AddSingleton<IRunSignals, RunSignals>();
        services.AddSingleton<IRunExecutor, RunExecutor>();
        services.AddSingleton<RunEnding>();
        services.AddSingleton<RunFeed>();
        services.AddSingleton<RunLauncher>();
        services.AddSingleton<RunListCache>();
        services.AddSingleton<RunReader>();
        services.AddSingleton<RunRecorder>();
        services.AddSingleton<UnansweredLaunches>();
        services.AddOptions<FreeSpaceOptions>().BindConfiguration(FreeSpaceOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<FreeSpaceGuard>();
        services.AddSingleton<IHealthSource>(provider => provider.GetRequiredService<FreeSpaceGuard>());
        services.AddOptions<LogSpaceOptions>().BindConfiguration(LogSpaceOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddHostedService<RunRecovery>().AddHostedService<RunRetention>().AddHostedService<RunUsageSampler>();
    }
}
