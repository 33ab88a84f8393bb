using System.Globalization;

namespace PrismQ.Application.Runs.Logs;

/// <summary>Reads ISO 8601 timestamps as clients write them; without a zone they are UTC.</summary>
internal static class IsoTimestamp
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd' 'HH:mmK", "yyyy-MM-dd' 'HH:mm:ssK", "yyyy-MM-dd' 'HH:mm:ss.FFFFFFFK",
    ];

    public static bool TryParse(string text, out DateTimeOffset timestamp)
    {
        // A plus sign that a client did not encode arrives as a space.
        var repaired = text.Length > 6 && text[^6] == ' ' && text[^3] == ':' && text.Contains('T', StringComparison.Ordinal)
            ? $"{text.AsSpan(0, text.Length - 6)}+{text.AsSpan(text.Length - 5)}"
            : text;
        return DateTimeOffset.TryParseExact(
            repaired, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out timestamp);
    }
}
