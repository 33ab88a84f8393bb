using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.Extensions.Options;

namespace PrismQ.Api.Common;

/// <summary>How the bodies of requests are read.</summary>
internal static class RequestBodies
{
    /// <summary>Leaves one way to read a body: as JSON.</summary>
    public static IServiceCollection AddRequestBodies(this IServiceCollection services)
    {
        services.AddOptions<MvcOptions>().PostConfigure<IOptions<JsonOptions>, ILogger<SystemTextJsonInputFormatter>>((options, json, log) =>
        {
            options.InputFormatters.Clear();
            options.InputFormatters.Add(new JsonBodyFormatter(json.Value, log));
        });
        return services;
    }
}
