using System.Buffers;
using System.Text;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Logs;

/// <summary>
/// Tells a line's level by the first level word in its first 200 bytes. A word counts as one where it stands alone (no letter, digit,
/// <c>_</c>, <c>-</c>, <c>.</c> or <c>/</c> beside it) and is meant as a level:
/// <list type="bullet">
/// <item>in capitals anywhere: <c>TRACE DEBUG INFO WARN WARNING ERROR CRITICAL FATAL</c>;</item>
/// <item>in any case in brackets: <c>[warn]</c>, <c>(error)</c>, <c>&lt;debug&gt;</c>;</item>
/// <item>in any case at the line's start before a colon: <c>warning: …</c>, <c>fail: …</c>;</item>
/// <item>in any case as the value of <c>level</c>, <c>lvl</c>, <c>loglevel</c> or <c>severity</c>: <c>level=error</c>, <c>"level": "error"</c>.</item>
/// </list>
/// So <c>Errors: 0</c> and <c>no error found</c> are none. A line without a level word is INFO on stdout and ERROR on stderr.
/// </summary>
internal static class LevelWords
{
    private const int Reach = 200;
    private const int LongestWord = 11;

    private static readonly SearchValues<byte> Letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    private static readonly SearchValues<byte> WordBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./"u8);

    public static LogLevel Find(ReadOnlySpan<byte> line, OutputStream stream)
    {
        var text = line.Length > Reach ? line[..Reach] : line;
        for (var start = 0; start < text.Length;)
        {
            if (!WordBytes.Contains(text[start]))
            {
                start++;
                continue;
            }

            var end = start + 1;
            while (end < text.Length && WordBytes.Contains(text[end]))
            {
                end++;
            }

            // A dash or full stop may also end a sentence or join columns: "ERROR - x", "ERROR.".
            var word = text[start..end].TrimEnd("-."u8);
            if (word.Length is >= 3 and <= LongestWord && LevelOf(word, out var bareInCapitals) is { } level
                && IsMeant(text, start, start + word.Length, bareInCapitals))
            {
                return level;
            }

            start = end;
        }

        return stream == OutputStream.Stdout ? LogLevel.Info : LogLevel.Error;
    }

    private static LogLevel? LevelOf(ReadOnlySpan<byte> word, out bool bareInCapitals)
    {
        LogLevel? level;
        (level, bareInCapitals) = (word[0] | 0x20) switch
        {
            't' => Is(word, "trace"u8) ? (LogLevel.Debug, true) : Is(word, "trce"u8) ? (LogLevel.Debug, false) : default((LogLevel?, bool)),
            'd' => Is(word, "debug"u8) ? (LogLevel.Debug, true)
                : Is(word, "dbug"u8) || Is(word, "dbg"u8) ? (LogLevel.Debug, false) : default((LogLevel?, bool)),
            'v' => Is(word, "verbose"u8) ? (LogLevel.Debug, false) : default((LogLevel?, bool)),
            'i' => Is(word, "info"u8) ? (LogLevel.Info, true)
                : Is(word, "inf"u8) || Is(word, "information"u8) ? (LogLevel.Info, false) : default((LogLevel?, bool)),
            'n' => Is(word, "notice"u8) ? (LogLevel.Info, false) : default((LogLevel?, bool)),
            'w' => Is(word, "warn"u8) || Is(word, "warning"u8) ? (LogLevel.Warning, true)
                : Is(word, "wrn"u8) ? (LogLevel.Warning, false) : default((LogLevel?, bool)),
            'e' => Is(word, "error"u8) ? (LogLevel.Error, true)
                : Is(word, "err"u8) ? (LogLevel.Error, false) : default((LogLevel?, bool)),
            'f' => Is(word, "fatal"u8) ? (LogLevel.Critical, true)
                : Is(word, "fail"u8) ? (LogLevel.Error, false) : Is(word, "ftl"u8) ? (LogLevel.Critical, false) : default((LogLevel?, bool)),
            'c' => Is(word, "critical"u8) ? (LogLevel.Critical, true)
                : Is(word, "crit"u8) ? (LogLevel.Critical, false) : default((LogLevel?, bool)),
            _ => default((LogLevel?, bool)),
        };
        return level;
    }

    private static bool IsMeant(ReadOnlySpan<byte> text, int start, int end, bool bareInCapitals)
    {
        var before = start > 0 ? text[start - 1] : (byte)0;
        var after = end < text.Length ? text[end] : (byte)0;
        return (bareInCapitals && !text[start..end].ContainsAnyInRange((byte)'a', (byte)'z'))
            || (before, after) is ((byte)'[', (byte)']') or ((byte)'(', (byte)')') or ((byte)'<', (byte)'>')
            || (after == ':' && text[..start].Trim((byte)' ').IsEmpty)
            || IsValueOfLevel(text[..start]);
    }

    /// <summary>Whether the text ends in <c>level=</c>, <c>"level": "</c> or the like.</summary>
    private static bool IsValueOfLevel(ReadOnlySpan<byte> before)
    {
        var key = before.TrimEnd(" \"'"u8);
        if (key.IsEmpty || key[^1] is not ((byte)'=' or (byte)':'))
        {
            return false;
        }

        key = key[..^1].TrimEnd(" \"'"u8);
        key = key[(key.LastIndexOfAnyExcept(Letters) + 1)..];
        return Is(key, "level"u8) || Is(key, "lvl"u8) || Is(key, "loglevel"u8) || Is(key, "severity"u8);
    }

    private static bool Is(ReadOnlySpan<byte> word, ReadOnlySpan<byte> name) => Ascii.EqualsIgnoreCase(word, name);
}
