using System.Buffers.Text;
using System.Globalization;
using System.Text;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs;

/// <summary>Writes places in the run list as text that clients hand back unread.</summary>
internal static class RunCursors
{
    public static string Write(RunCursor cursor) => Base64Url.EncodeToString(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{cursor.CreatedAt.UtcTicks} {cursor.Id}")));

    /// <summary>Null when the text was not written by <see cref="Write"/>.</summary>
    public static RunCursor? Read(string text)
    {
        if (!Base64Url.IsValid(text))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(' ');
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTimeOffset.MaxValue.Ticks
            && RunId.IsValid(parts[1])
                ? new RunCursor(new DateTimeOffset(ticks, TimeSpan.Zero), new RunId(parts[1]))
                : null;
    }
}
