using PrismQ.Api.Common.OpenApi;

namespace PrismQ.Api.Security;

/// <summary>Headers that every answer carries; what matters to pages only is left out of data.</summary>
internal static class SecurityHeaders
{
    /// <summary>What the API answers is data: a browser that shows it as a page loads and runs nothing of it.</summary>
    private const string DataPolicy = "default-src 'none'; frame-ancestors 'none'";

    private const string PagePolicy =
        "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; script-src 'self'; connect-src 'self' ws: wss:; "
        + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static readonly PathString Api = "/api";

    /// <summary>Swagger UI starts itself with a script in its page.</summary>
    private static readonly string SwaggerPolicy = PagePolicy.Replace("script-src 'self'", "script-src 'self' 'unsafe-inline'", StringComparison.Ordinal);

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "same-site";
        var path = context.Request.Path;
        if (path.StartsWithSegments(Api, StringComparison.OrdinalIgnoreCase))
        {
            headers.ContentSecurityPolicy = DataPolicy;
            return next(context);
        }

        headers.ContentSecurityPolicy = path.StartsWithSegments(OpenApiRegistration.SwaggerAddress, StringComparison.OrdinalIgnoreCase) ? SwaggerPolicy : PagePolicy;
        headers["Referrer-Policy"] = "no-referrer";
        headers.XFrameOptions = "DENY";
        return next(context);
    });
}
