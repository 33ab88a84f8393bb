using System.Globalization;
using System.Text.RegularExpressions;

namespace PrismQ.Application.Runs.Logs;

/// <summary>ISO 8601 timestamps: written as <c>yyyy-MM-ddTHH:mm:ss.ffffffZ</c>, read as clients write them; without a zone they are UTC.</summary>
public static partial class IsoTimestamp
{
    /// <summary>Bytes of a timestamp as it is written.</summary>
    public const int Length = 27;

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd' 'HH:mmK", "yyyy-MM-dd' 'HH:mm:ssK", "yyyy-MM-dd' 'HH:mm:ss.FFFFFFFK",
    ];

    /// <param name="destination">Receives <see cref="Length"/> bytes.</param>
    public static void Format(DateTimeOffset timestamp, Span<byte> destination)
    {
        // A format of our own would be interpreted letter by letter; the round-trip format is not, and has one digit more.
        Span<byte> roundTrip = stackalloc byte[Length + 1];
        timestamp.UtcDateTime.TryFormat(roundTrip, out _, "O", CultureInfo.InvariantCulture);
        roundTrip[..(Length - 1)].CopyTo(destination);
        destination[Length - 1] = (byte)'Z';
    }

    public static bool TryParse(string text, out DateTimeOffset timestamp)
    {
        // A plus sign that a client did not encode arrives as a space.
        var repaired = text.Length > 6 && text[^6] == ' ' && text[^3] == ':' && text.Contains('T', StringComparison.Ordinal)
            ? $"{text.AsSpan(0, text.Length - 6)}+{text.AsSpan(text.Length - 5)}"
            : text;
        return DateTimeOffset.TryParseExact(
            TooFine().Replace(repaired, ""), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out timestamp);
    }

    /// <summary>Digits of a second's fraction after the seventh: RFC 3339 allows any number, .NET keeps seven.</summary>
    [GeneratedRegex(@"(?<=:[0-9]{2}\.[0-9]{7})[0-9]+")]
    private static partial Regex TooFine();
}
