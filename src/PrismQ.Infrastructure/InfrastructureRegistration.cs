using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PrismQ.Application.Common;
using PrismQ.Infrastructure.Common;
using PrismQ.Infrastructure.Configs;
using PrismQ.Infrastructure.Modules;
using PrismQ.Infrastructure.Runs.Logs;
using PrismQ.Infrastructure.Runs.Persistence;
using PrismQ.Infrastructure.Runs.Processes;
using PrismQ.Infrastructure.SystemStatus;

namespace PrismQ.Infrastructure;

public static class InfrastructureRegistration
{
    /// <summary>Adds one adapter for every port of the application.</summary>
    public static IServiceCollection AddInfrastructure(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<StorageOptions>().Bind(configuration.GetSection(StorageOptions.Section))
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddHostedService<DataDirectoryLock>();
        return services
            .AddModules()
            .AddConfigs()
            .AddRunLogs(configuration)
            .AddRunPersistence(configuration)
            .AddRunProcesses()
            .AddSystemStatus(configuration);
    }
}
