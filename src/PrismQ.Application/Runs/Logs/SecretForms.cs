using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace PrismQ.Application.Runs.Logs;

/// <summary>One line of a secret, in every form that it is looked for.</summary>
internal sealed class SecretForms
{
    /// <summary>One byte becomes at most this many in an escaped form (<c>\u0041</c>).</summary>
    private const int LongestEscape = 6;

    private readonly byte[] _plain;
    private readonly Base64Form[] _base64;
    private readonly SearchValues<byte> _escapes;

    public SecretForms(string secret)
    {
        Value = secret;
        _plain = Encoding.UTF8.GetBytes(secret);
        _base64 = [.. Enumerable.Range(0, 3).SelectMany(shift => Base64Form.Of(_plain, shift)).DistinctBy(form => Encoding.ASCII.GetString(form.Core))];
        _escapes = SearchValues.Create(_plain.Contains((byte)' ') ? "%\\+"u8 : "%\\"u8);
    }

    public string Value { get; }

    public int LongestForm => _plain.Length * LongestEscape;

    public void Find(ReadOnlySpan<byte> text, MaskedRanges found)
    {
        Find(text, _plain, 0, 0, found);
        foreach (var form in _base64)
        {
            Find(text, form.Core, form.Before, form.After, found);
        }

        // A URL-encoded or JSON-escaped form that differs from the plain one has an escape in it.
        if (text.ContainsAny(_escapes))
        {
            FindEscaped(text, found);
        }
    }

    private static void Find(ReadOnlySpan<byte> text, ReadOnlySpan<byte> form, int before, int after, MaskedRanges found)
    {
        for (var at = 0; text[at..].IndexOf(form) is >= 0 and var index; at += index + 1)
        {
            var start = at + index;
            found.Add(Math.Max(0, start - before), Math.Min(text.Length, start + form.Length + after));
        }
    }

    private void FindEscaped(ReadOnlySpan<byte> text, MaskedRanges found)
    {
        var first = text.IndexOfAny(_escapes);
        for (var start = Math.Max(0, first - LongestForm); start < text.Length; start++)
        {
            if (EscapedText.StartsWith(text[start..], _plain, out var length))
            {
                found.Add(start, start + length);
            }
        }
    }

    /// <summary>
    /// What a secret looks like inside base64: the characters that come from it alone, and how many beside them come from it in part.
    /// </summary>
    private sealed record Base64Form(byte[] Core, int Before, int After)
    {
        public static IEnumerable<Base64Form> Of(byte[] secret, int shift)
        {
            var encoded = new byte[Base64.GetMaxEncodedToUtf8Length(shift + secret.Length)];
            Base64.EncodeToUtf8([.. new byte[shift], .. secret], encoded, out _, out _);
            var firstBit = shift * 8;
            var lastBit = firstBit + (secret.Length * 8);
            var (start, end) = ((firstBit + 5) / 6, lastBit / 6);
            var (before, after) = (firstBit % 6 == 0 ? 0 : 1, lastBit % 6 == 0 ? 0 : 1);
            var core = encoded[start..end];
            yield return new Base64Form(core, before, after);
            yield return new Base64Form([.. core.Select(c => c switch { (byte)'+' => (byte)'-', (byte)'/' => (byte)'_', _ => c })], before, after);
        }
    }
}
