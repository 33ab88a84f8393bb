using System.Net;
using Microsoft.Extensions.Options;
using PrismQ.Api.Common;

namespace PrismQ.Api.Security;

/// <summary>
/// Answers only to names of this server. A page elsewhere can make its own name point here (DNS rebinding), but not send another name.
/// </summary>
internal sealed class KnownHosts(RequestDelegate next, IOptions<SecurityOptions> options)
{
    private readonly HashSet<string> _names = new(["localhost", "127.0.0.1", "[::1]", .. options.Value.AllowedHosts], StringComparer.OrdinalIgnoreCase);

    /// <summary>The header that was let in last, as it stood there: nearly every request has the same.</summary>
    private volatile string? _last;

    public Task InvokeAsync(HttpContext context)
    {
        if (_last is { } last && context.Request.Headers.Host == last)
        {
            return next(context);
        }

        var host = context.Request.Host;
        if (_names.Contains(host.Host))
        {
            _last = context.Request.Headers.Host;
            return next(context);
        }

        return IsOwnAddress(host.Host, context.Connection.LocalIpAddress)
            ? next(context)
            : ProblemAnswers.WriteAsync(context, DoorRefusals.UnknownHost);
    }

    /// <summary>An address is no name, and cannot be made to point elsewhere.</summary>
    private static bool IsOwnAddress(string host, IPAddress? local) =>
        local is not null
        && IPAddress.TryParse(host.Trim('[', ']'), out var address)
        && (address.Equals(local) || (local.IsIPv4MappedToIPv6 && address.Equals(local.MapToIPv4())));
}
