using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PrismQ.Application.Runs;
using PrismQ.Application.Runs.Logs;

namespace PrismQ.Infrastructure.Runs.Logs;

internal static class RunLogsRegistration
{
    public static IServiceCollection AddRunLogs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LogOptions>().Bind(configuration.GetSection(LogOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<OpenRunLogs>()
            .AddSingleton<IRunFolders, RunFolders>()
            .AddSingleton<LogRepair>()
            .AddSingleton<IRunLogStore, RunLogStore>();
    }
}
