using Microsoft.Extensions.DependencyInjection;
using PrismQ.Application.Configs.Rules;

namespace PrismQ.Application.Configs;

internal static class ConfigsRegistration
{
    public static IServiceCollection AddConfigs(this IServiceCollection services) => services
        .AddSingleton<ParameterRules>()
        .AddSingleton<ParameterValidator>()
        .AddSingleton<SubmittedParameters>()
        .AddSingleton<ConfigAnswers>();
}
