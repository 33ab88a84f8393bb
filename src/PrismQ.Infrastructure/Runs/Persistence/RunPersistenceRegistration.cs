using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PrismQ.Application.Runs;
using PrismQ.Application.SystemStatus;

namespace PrismQ.Infrastructure.Runs.Persistence;

internal static class RunPersistenceRegistration
{
    public static IServiceCollection AddRunPersistence(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<HistoryOptions>().Bind(configuration.GetSection(HistoryOptions.Section))
            .ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<RunDatabase>(provider => provider.GetRequiredService<IOptions<HistoryOptions>>().Value.UsesPostgres
                ? ActivatorUtilities.CreateInstance<PostgresRunDatabase>(provider)
                : ActivatorUtilities.CreateInstance<SqliteRunDatabase>(provider))
            .AddSingleton<HistoryTrouble>()
            .AddSingleton<IHealthSource>(provider => provider.GetRequiredService<HistoryTrouble>())
            .AddSingleton<RunWriter>()
            .AddSingleton<RunRows>()
            .AddSingleton<IRunRepository, SqlRunRepository>()
            .AddHostedService<HistoryLock>()
            .AddHostedService<HistoryStart>();
    }
}
