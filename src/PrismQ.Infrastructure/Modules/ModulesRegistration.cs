using Microsoft.Extensions.DependencyInjection;
using PrismQ.Application.Modules;
using PrismQ.Application.SystemStatus;

namespace PrismQ.Infrastructure.Modules;

internal static class ModulesRegistration
{
    public static IServiceCollection AddModules(this IServiceCollection services) => services
        .AddSingleton<JsonModuleCatalog>()
        .AddSingleton<IModuleCatalog>(provider => provider.GetRequiredService<JsonModuleCatalog>())
        .AddSingleton<IHealthSource>(provider => provider.GetRequiredService<JsonModuleCatalog>())
        .AddHostedService<RegistryWatcher>();
}
