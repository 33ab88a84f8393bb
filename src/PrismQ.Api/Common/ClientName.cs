namespace PrismQ.Api.Common;

/// <summary>Tells clients apart: by the name of their key, else by their address.</summary>
internal static class ClientName
{
    public static string Of(HttpContext context) => context.User.Identity?.Name ?? AddressOf(context);

    public static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "local";
}
