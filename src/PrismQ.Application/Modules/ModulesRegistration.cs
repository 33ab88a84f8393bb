using Microsoft.Extensions.DependencyInjection;

namespace PrismQ.Application.Modules;

internal static class ModulesRegistration
{
    public static IServiceCollection AddModules(this IServiceCollection services) => services.AddSingleton<ModuleListing>();
}
