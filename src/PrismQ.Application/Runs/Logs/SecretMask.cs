using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs.Logs;

/// <summary>
/// Hides the secrets of one run in its output: each line of a secret that has at least <see cref="MinLength"/> bytes, in the clear, in
/// base64 (plain or URL-safe, wherever it lies in what was encoded), URL-encoded and JSON-escaped. Immutable and thread-safe.
/// <c>docs/security.md</c> says what this cannot do.
/// </summary>
public sealed class SecretMask
{
    /// <summary>Shorter secrets, in UTF-8 bytes, are not masked: they would hide much that is no secret.</summary>
    public const int MinLength = 4;

    /// <summary>The longest form of a secret that is found across the pieces of a line that was split, in bytes.</summary>
    public const int MaxReach = 16 * 1024;

    private readonly SecretForms[] _secrets;
    private readonly bool _hidesAll;

    private SecretMask(SecretForms[] secrets, bool hidesAll = false)
    {
        _secrets = secrets;
        _hidesAll = hidesAll;
        Reach = secrets.Length == 0 ? 0 : Math.Min(MaxReach, secrets.Max(secret => secret.LongestForm));
    }

    public static SecretMask None { get; } = new([]);

    /// <summary>Hides every text whole, because it is not known what in it is secret.</summary>
    public static SecretMask Everything { get; } = new([], hidesAll: true);

    /// <summary>What stands in a secret's place.</summary>
    public static ReadOnlySpan<byte> Replacement => "********"u8;

    public bool IsEmpty => _secrets.Length == 0 && !_hidesAll;

    /// <summary>How many bytes before and after a piece of a text must be seen to find every secret that it has a part of.</summary>
    public int Reach { get; }

    public static SecretMask For(IEnumerable<string> secrets)
    {
        var lines = secrets.SelectMany(secret => secret.Split('\n', '\r'))
            .Where(line => Encoding.UTF8.GetByteCount(line) >= MinLength)
            .Distinct(StringComparer.Ordinal)
            .Select(line => new SecretForms(line))
            .ToArray();
        return lines.Length == 0 ? None : new SecretMask(lines);
    }

    /// <summary>The mask over the password parameters of a run; over everything when they are lost.</summary>
    public static SecretMask For(Run run) => run.SecretsAreLost ? Everything : run.SecretNames.Count == 0 ? None : For(run.SecretNames
        .Where(run.Parameters.ContainsKey)
        .Select(name => run.Parameters[name])
        .Where(value => !value.IsNone())
        .Select(value => value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : value.GetRawText()));

    /// <summary>Whether both hide the same.</summary>
    public bool IsSameAs(SecretMask other) =>
        ReferenceEquals(this, other) || (_hidesAll == other._hidesAll && _secrets.Select(secret => secret.Value).SequenceEqual(other._secrets.Select(secret => secret.Value)));

    /// <summary>Finds every secret in a text.</summary>
    /// <param name="found">Receives where they are; what it held is dropped.</param>
    /// <returns>Whether there is any.</returns>
    public bool Find(ReadOnlySpan<byte> text, MaskedRanges found)
    {
        found.Clear();
        if (_hidesAll && text.Length > 0)
        {
            found.Add(0, text.Length);
        }

        foreach (var secret in _secrets)
        {
            secret.Find(text, found);
        }

        found.Merge();
        return found.Count > 0;
    }

    /// <summary>The text without its secrets; the text itself when it has none.</summary>
    public string Hide(string text) => IsEmpty ? text : Encoding.UTF8.GetString(Hide(Encoding.UTF8.GetBytes(text)));

    /// <summary>The text without its secrets; the text itself when it has none.</summary>
    public ReadOnlySpan<byte> Hide(ReadOnlySpan<byte> text)
    {
        var found = new MaskedRanges();
        if (IsEmpty || !Find(text, found))
        {
            return text;
        }

        var hidden = new List<byte>(text.Length);
        var end = 0;
        foreach (var range in found)
        {
            hidden.AddRange(text[end..range.Start]);
            hidden.AddRange(Replacement);
            end = range.End;
        }

        hidden.AddRange(text[end..]);
        return CollectionsMarshal.AsSpan(hidden);
    }
}
