using System.Globalization;

namespace PrismQ.Api.Runs;

/// <summary>Reads where a reader of an event stream has come to.</summary>
internal static class EventIds
{
    /// <summary>The number in <c>Last-Event-ID</c>; null when there is none or it is not one of ours.</summary>
    public static long? LastOf(HttpRequest request) =>
        long.TryParse(request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
