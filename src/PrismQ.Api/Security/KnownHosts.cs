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

    public Task InvokeAsync(HttpContext context)
    {
        var host = context.Request.Host.Host;
        return _names.Contains(host) || IsOwnAddress(host, context.Connection.LocalIpAddress)
            ? next(context)
            : ProblemAnswers.WriteAsync(context, DoorRefusals.UnknownHost);
    }

    /// <summary>An address is no name, and cannot be made to point elsewhere.</summary>
    private static bool IsOwnAddress(string host, IPAddress? local) =>
        local is not null
        && IPAddress.TryParse(host.Trim('[', ']'), out var address)
        && (address.Equals(local) || (local.IsIPv4MappedToIPv6 && address.Equals(local.MapToIPv4())));
}
