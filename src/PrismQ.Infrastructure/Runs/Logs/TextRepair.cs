using System.Text;
using PrismQ.Application.Runs.Logs;

namespace PrismQ.Infrastructure.Runs.Logs;

/// <summary>Makes raw output fit to be shown.</summary>
internal static class TextRepair
{
    // A replacement character takes three bytes and may stand for one; a mask may stand for less than its own length.
    private const int Growth = 3;

    /// <summary>The same text with U+FFFD for every byte that is no UTF-8.</summary>
    public static ReadOnlyMemory<byte> Repair(ReadOnlySpan<byte> text, PageMemory memory) =>
        memory.Keep(Append(text, memory.Reserve(text.Length * Growth)));

    /// <summary>The part of a window that begins at <paramref name="start"/>, its secrets masked, the rest repaired.</summary>
    public static ReadOnlyMemory<byte> Mask(ReadOnlySpan<byte> window, int start, int length, MaskedRanges secrets, PageMemory memory)
    {
        var end = start + length;
        var output = memory.Reserve((length * Growth) + (secrets.Count * SecretMask.Replacement.Length));
        var (written, at) = (0, start);
        foreach (var secret in secrets)
        {
            if (secret.End <= at || secret.Start >= end)
            {
                continue;
            }

            if (secret.Start >= start)
            {
                written += Append(window[at..secret.Start], output[written..]);
                SecretMask.Replacement.CopyTo(output[written..]);
                written += SecretMask.Replacement.Length;
            }

            // A secret that began in the piece before is masked there; here its rest is left out.
            at = Math.Min(secret.End, end);
        }

        return memory.Keep(written + Append(window[at..end], output[written..]));
    }

    private static int Append(ReadOnlySpan<byte> text, Span<byte> output)
    {
        if (System.Text.Unicode.Utf8.IsValid(text))
        {
            text.CopyTo(output);
            return text.Length;
        }

        var written = 0;
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out var rune, out var consumed);
            written += rune.EncodeToUtf8(output[written..]);
            text = text[consumed..];
        }

        return written;
    }
}
