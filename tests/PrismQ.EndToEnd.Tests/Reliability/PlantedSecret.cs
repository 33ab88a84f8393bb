using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PrismQ.EndToEnd.Tests.Reliability;

/// <summary>A password that is different in every form, and the search for each of them.</summary>
internal static class PlantedSecret
{
    public const string Value = "Gehe1m \"pä§s\\wört\"/&+?~>>>";

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly (string Name, byte[] Bytes)[] Forms = [.. Texts().DistinctBy(form => form.Text)
        .Select(form => (form.Name, Encoding.UTF8.GetBytes(form.Text)))];

    /// <summary>The forms in which the secret stands there.</summary>
    public static IReadOnlyList<string> FormsIn(ReadOnlySpan<byte> bytes)
    {
        var found = new List<string>();
        foreach (var (name, form) in Forms)
        {
            if (bytes.IndexOf(form) >= 0)
            {
                found.Add(name);
            }
        }

        return found;
    }

    private static IEnumerable<(string Name, string Text)> Texts()
    {
        yield return ("plain", Value);
        yield return ("first half", Value[..(Value.Length / 2)]);
        yield return ("second half", Value[(Value.Length / 2)..]);
        yield return ("URL-encoded", Uri.EscapeDataString(Value));
        yield return ("URL-encoded in lower case", Uri.EscapeDataString(Value).ToLowerInvariant());
        yield return ("form-encoded", WebUtility.UrlEncode(Value));
        yield return ("JSON", JsonSerializer.Serialize(Value)[1..^1]);
        yield return ("relaxed JSON", JsonSerializer.Serialize(Value, Relaxed)[1..^1]);
        yield return ("JSON in JSON", JsonSerializer.Serialize(JsonSerializer.Serialize(Value, Relaxed)[1..^1], Relaxed)[1..^1]);
        for (var shift = 0; shift < 3; shift++)
        {
            var base64 = Base64At(shift);
            yield return ($"base64 after {shift} bytes", base64);
            yield return ($"base64url after {shift} bytes", base64.Replace('+', '-').Replace('/', '_'));
        }
    }

    /// <summary>The characters of base64 that depend on the secret alone when it stands behind so many other bytes.</summary>
    private static string Base64At(int shift)
    {
        var secret = Encoding.UTF8.GetBytes(Value);
        var text = Convert.ToBase64String([.. new byte[shift], .. secret, .. new byte[2]]);
        return text[(((shift * 8) + 5) / 6)..((shift + secret.Length) * 8 / 6)];
    }
}
