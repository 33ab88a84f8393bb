using System.Text.RegularExpressions;

namespace PrismQ.Api.Security;

/// <summary>What a ticket can open: the streams and downloads to which a browser cannot send a key.</summary>
internal static partial class TicketPaths
{
    public const string Expected =
        "path must be the path of a stream or a download, without a query: /api/runs/events, /api/runs/{run_id}/logs/stream, "
        + "/api/runs/{run_id}/logs/ws, /api/runs/{run_id}/logs/download or /api/runs/{run_id}/results/files/{path}";

    /// <summary>Longest path that a ticket can be bound to.</summary>
    private const int MaxLength = 2048;

    /// <summary>The path as the server sees it when the address is asked for; null when no ticket opens it.</summary>
    /// <param name="address">As it stands in the address, so percent-encoded where that is needed.</param>
    public static string? Find(string? address) =>
        address is { Length: <= MaxLength } && !address.Contains('?') && Openable().IsMatch(address) ? PathString.FromUriComponent(address).Value : null;

    [GeneratedRegex(@"^/api/runs/(events|[^/]+/(logs/(stream|ws|download)|results/files/.+))\z", RegexOptions.CultureInvariant)]
    private static partial Regex Openable();
}
