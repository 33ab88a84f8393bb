using System.Buffers.Text;
using System.Text;

namespace PrismQ.Application.Runs.Logs;

/// <summary>Reads text in which any character may be URL-encoded or JSON-escaped.</summary>
internal static class EscapedText
{
    /// <summary>Whether the text begins with the value, each of its characters plain or escaped in any way.</summary>
    /// <param name="length">How much of the text that is.</param>
    public static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> value, out int length)
    {
        length = 0;
        Span<byte> unescaped = stackalloc byte[4];
        while (!value.IsEmpty)
        {
            var rest = text[length..];
            if (rest.IsEmpty)
            {
                return false;
            }

            var (consumed, written) = rest[0] switch
            {
                (byte)'%' => Percent(rest, unescaped),
                (byte)'\\' => Backslash(rest, unescaped),
                (byte)'+' when value[0] == ' ' => Single((byte)' ', 1, unescaped),
                _ => default,
            };
            if (written > 0 && value.StartsWith(unescaped[..written]))
            {
                length += consumed;
                value = value[written..];
            }
            else if (rest[0] == value[0])
            {
                length++;
                value = value[1..];
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    private static (int Consumed, int Written) Percent(ReadOnlySpan<byte> text, Span<byte> output) =>
        text.Length >= 3 && TryHex(text.Slice(1, 2), out var value) ? Single((byte)value, 3, output) : default;

    private static (int Consumed, int Written) Backslash(ReadOnlySpan<byte> text, Span<byte> output) => text.Length < 2 ? default : text[1] switch
    {
        (byte)'u' => Unicode(text, output),
        (byte)'n' => Single((byte)'\n', 2, output),
        (byte)'r' => Single((byte)'\r', 2, output),
        (byte)'t' => Single((byte)'\t', 2, output),
        (byte)'b' => Single((byte)'\b', 2, output),
        (byte)'f' => Single((byte)'\f', 2, output),
        var plain => Single(plain, 2, output),
    };

    private static (int Consumed, int Written) Unicode(ReadOnlySpan<byte> text, Span<byte> output)
    {
        if (text.Length < 6 || !TryHex(text[2..6], out var first))
        {
            return default;
        }

        if (Rune.TryCreate((char)first, out var rune))
        {
            return (6, rune.EncodeToUtf8(output));
        }

        return text.Length >= 12 && text[6] == '\\' && text[7] == 'u' && TryHex(text[8..12], out var second)
            && Rune.TryCreate((char)first, (char)second, out rune)
                ? (12, rune.EncodeToUtf8(output))
                : default;
    }

    private static (int Consumed, int Written) Single(byte value, int consumed, Span<byte> output)
    {
        output[0] = value;
        return (consumed, 1);
    }

    private static bool TryHex(ReadOnlySpan<byte> digits, out int value) =>
        Utf8Parser.TryParse(digits, out value, out var consumed, 'x') && consumed == digits.Length;
}
