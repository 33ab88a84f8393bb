using Microsoft.Extensions.Options;

namespace PrismQ.Api.Security;

internal static class SecurityRegistration
{
    public static IServiceCollection AddSecurity(this IServiceCollection services)
    {
        // Without this the binder leaves out a key that has a mistake, and with the last key the door.
        services.AddOptions<SecurityOptions>()
            .BindConfiguration(SecurityOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<SecurityOptions>, SecurityOptionsValidator>();
        services.AddOptions<CorsOptions>().BindConfiguration(CorsOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CorsOptions>, CorsOptionsValidator>();
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<Tickets>();
        services.AddSingleton<WrongKeys>();
        services.AddSingleton<LaunchLimits>();
        services.AddSingleton<AuditLog>();
        services.AddCors();
        services.AddOptions<Microsoft.AspNetCore.Cors.Infrastructure.CorsOptions>().Configure<IOptions<CorsOptions>>((cors, options) =>
            cors.AddDefaultPolicy(policy => policy
                .WithOrigins([.. options.Value.Allowed])
                .WithMethods("GET", "HEAD", "POST", "PUT", "DELETE")
                .WithHeaders("Authorization", "Content-Type", "If-None-Match", "If-Range", "Last-Event-ID", "Range", Credentials.KeyHeader)
                .WithExposedHeaders("Content-Disposition", "ETag", "Link", "Location", "Retry-After", "Server-Timing")
                .SetPreflightMaxAge(TimeSpan.FromHours(1))));
        return services;
    }

    /// <summary>What a request must get past, whoever sends it.</summary>
    public static IApplicationBuilder UseSecurity(this IApplicationBuilder app) => app
        .UseMiddleware<Audit>()
        .UseWhen(context => context.Request.Headers.Origin.Count > 0, page => page.UseCors())
        .UseMiddleware<KnownHosts>()
        .UseMiddleware<KnownOrigins>();

    /// <summary>From here on a request needs a key, once there is one.</summary>
    public static IApplicationBuilder UseDoor(this IApplicationBuilder app) => app.UseMiddleware<Door>();
}
