using Microsoft.Extensions.Options;
using PrismQ.Api.Common;

namespace PrismQ.Api.Security;

/// <summary>Refuses what a web page of another origin sends on its own: changes, and sockets, which CORS does not guard.</summary>
internal sealed class KnownOrigins(RequestDelegate next, IOptions<CorsOptions> options)
{
    private readonly HashSet<string> _origins = new(options.Value.Allowed, StringComparer.OrdinalIgnoreCase);

    public Task InvokeAsync(HttpContext context) => IsGuarded(context) && IsForeign(context.Request)
        ? ProblemAnswers.WriteAsync(context, DoorRefusals.ForeignOrigin)
        : next(context);

    private static bool IsGuarded(HttpContext context)
    {
        var method = context.Request.Method;
        return !(HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method))
            || context.Request.Headers.Upgrade.Count > 0
            || (HttpProtocol.IsHttp2(context.Request.Protocol) && context.WebSockets.IsWebSocketRequest);
    }

    /// <summary>A proxy may speak TLS to the browser and plain HTTP to us, so both schemes are ours; the host is one of ours already.</summary>
    private static bool IsOwn(string origin, string scheme, HostString host) =>
        string.Equals(origin, $"{scheme}://{host}", StringComparison.OrdinalIgnoreCase);

    private bool IsForeign(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            ? request.Headers["Sec-Fetch-Site"] == "cross-site"
            : !_origins.Contains(origin)
              && !IsOwn(origin, "http", request.Host) && !IsOwn(origin, "https", request.Host);
    }
}
