using PrismQ.Api.Security;

namespace PrismQ.Api.Common;

/// <summary>Tells clients apart: by the name of their key, else by their address.</summary>
internal static class ClientName
{
    public static string Of(HttpContext context) =>
        context.Features.Get<Caller>() is { } caller && caller != Caller.Anybody ? caller.Name : AddressOf(context);

    public static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "local";
}
