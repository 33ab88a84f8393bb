using System.Net;
using PrismQ.Application.Common;

namespace PrismQ.Api.Security;

/// <summary>Where the server listens: on this machine only, unless a key guards it.</summary>
internal static class ListenAddresses
{
    public const string Default = "http://127.0.0.1:8000";

    public static void UseLoopbackByDefault(this WebApplicationBuilder builder)
    {
        if (!Configured(builder.Configuration).Any())
        {
            builder.WebHost.UseUrls(Default);
        }
    }

    /// <exception cref="StartupException">An address can be reached from other machines, and there is no key.</exception>
    public static void RefuseToBeOpen(IConfiguration configuration)
    {
        if (Configured(configuration).FirstOrDefault(url => !IsLoopback(url)) is { } open
            && !configuration.GetSection($"{SecurityOptions.Section}:ApiKeys").GetChildren().Any())
        {
            throw new StartupException(
                $"{open} can be reached from other machines, so PrismQ:Security:ApiKeys must hold a key (the command create-key makes one); "
                + $"or listen on {Default} only.");
        }
    }

    private static IEnumerable<string> Configured(IConfiguration configuration) =>
        (Split(configuration["urls"]) is { Length: > 0 } urls ? urls : Ports(configuration))
            .Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>());

    /// <summary>What container images set; the server listens there on every address, unless urls say otherwise.</summary>
    private static IEnumerable<string> Ports(IConfiguration configuration) =>
        Split(configuration["http_ports"]).Select(port => $"http://*:{port}")
            .Concat(Split(configuration["https_ports"]).Select(port => $"https://*:{port}"));

    private static string[] Split(string? list) =>
        list?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static bool IsLoopback(string url)
    {
        var address = BindingAddress.Parse(url);
        return address.IsUnixPipe || address.IsNamedPipe
            || address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
    }
}
