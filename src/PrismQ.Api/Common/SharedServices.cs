using Microsoft.AspNetCore.Http.Features;

namespace PrismQ.Api.Common;

/// <summary>
/// Gives every request the services of the whole server. Nothing here lives as long as a request, and a scope for each would be made and
/// taken down for nothing.
/// </summary>
internal sealed class SharedServices(IServiceProvider services) : IServiceProvidersFeature
{
    public IServiceProvider RequestServices
    {
        get => services;
        set => throw new NotSupportedException("The services of a request are those of the server.");
    }

    public static void Use(WebApplication app)
    {
        IServiceProvidersFeature shared = new SharedServices(app.Services);
        app.Use((context, next) =>
        {
            context.Features.Set(shared);
            return next(context);
        });
    }
}
