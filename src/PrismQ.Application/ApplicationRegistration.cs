using System.Reflection;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using PrismQ.Application.Common.Behaviors;
using PrismQ.Application.Configs;
using PrismQ.Application.Modules;
using PrismQ.Application.Runs;
using PrismQ.Application.SystemStatus;
using PrismQ.Domain.Common;

namespace PrismQ.Application;

public static class ApplicationRegistration
{
    private static readonly Assembly Assembly = typeof(ApplicationRegistration).Assembly;

    /// <summary>Adds the use cases. The ports that they need come from the infrastructure.</summary>
    /// <param name="autoMapperLicenseKey">The key of AutoMapper's commercial licence; null under its other one.</param>
    public static IServiceCollection AddApplication(this IServiceCollection services, string? autoMapperLicenseKey)
    {
        services.AddSingleton<ServiceFactory>(provider => provider.GetRequiredService);
        services.AddSingleton<IMediator, Mediator>();
        services.Scan(scan => scan.FromAssemblies(Assembly)
            .AddClasses(classes => classes.AssignableTo(typeof(IRequestHandler<,>)), publicOnly: false)
            .AsImplementedInterfaces().WithSingletonLifetime());
        services.AddAutoMapper(configuration => configuration.LicenseKey = autoMapperLicenseKey, Assembly);
        return services.AddModules().AddConfigs().AddRuns().AddSystemStatus().AddValidation();
    }

    /// <summary>Puts the validation behavior before the handlers of those messages that have a validator.</summary>
    private static IServiceCollection AddValidation(this IServiceCollection services)
    {
        foreach (var validator in AssemblyScanner.FindValidatorsInAssembly(Assembly, includeInternalTypes: true))
        {
            services.AddSingleton(validator.InterfaceType, validator.ValidatorType);
            var message = validator.InterfaceType.GenericTypeArguments[0];
            if (ResultOf(message) is { } result)
            {
                services.AddSingleton(
                    typeof(IPipelineBehavior<,>).MakeGenericType(message, typeof(Result<>).MakeGenericType(result)),
                    typeof(ValidationBehavior<,>).MakeGenericType(message, result));
            }
        }

        return services;
    }

    private static Type? ResultOf(Type message) => message.GetInterfaces()
        .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IRequest<>))
        .Select(type => type.GenericTypeArguments[0].GenericTypeArguments[0])
        .FirstOrDefault();
}
