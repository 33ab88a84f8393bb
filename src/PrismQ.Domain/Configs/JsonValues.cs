using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace PrismQ.Domain.Configs;

/// <summary>Questions that the rules ask of a JSON value. They have an answer for any value, also for one that has no .NET counterpart.</summary>
public static class JsonValues
{
    public static JsonElement Of(string text) => JsonSerializer.SerializeToElement(text);

    public static JsonElement Of(bool flag) => JsonSerializer.SerializeToElement(flag);

    /// <summary>Whether there is a value at all: null, undefined and the empty text are none.</summary>
    public static bool IsNone(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => true,
        JsonValueKind.String => value.ValueEquals(ReadOnlySpan<byte>.Empty),
        _ => false,
    };

    /// <summary>Equality as people mean it: numbers by value (1 is 1.0), everything else by its JSON.</summary>
    public static bool IsSameAs(this JsonElement left, JsonElement right)
    {
        if (left.ValueKind != right.ValueKind || left.ValueKind == JsonValueKind.Undefined)
        {
            return left.ValueKind == right.ValueKind;
        }

        try
        {
            return JsonElement.DeepEquals(left, right);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentOutOfRangeException)
        {
            // A lone surrogate has no text and an exponent beyond 32 bits no value: only the same JSON is the same then.
            return JsonMarshal.GetRawUtf8Value(left).SequenceEqual(JsonMarshal.GetRawUtf8Value(right));
        }
    }

    /// <summary>The text of a JSON string; false when it is no string, or holds a lone surrogate, which no .NET or UTF-8 text can.</summary>
    public static bool TryGetText(this JsonElement value, [NotNullWhen(true)] out string? text)
    {
        text = null;
        try
        {
            text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // System.Text.Json has no Try form for this.
        }

        return text is not null;
    }

    /// <summary>Whether a lone surrogate stands anywhere in it; such a value can be neither passed on nor shown.</summary>
    public static bool HasLoneSurrogate(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => !value.TryGetText(out _),
        JsonValueKind.Array => value.EnumerateArray().Any(HasLoneSurrogate),
        JsonValueKind.Object => value.EnumerateObject().Any(property => !HasText(property) || property.Value.HasLoneSurrogate()),
        _ => false,
    };

    public static bool IsText(this JsonElement value, string text) =>
        value.ValueKind == JsonValueKind.String && value.TryGetText(out var own) && own == text;

    /// <summary>How a number compares with a bound, exactly, however many digits it has.</summary>
    public static int CompareNumber(this JsonElement number, decimal bound)
    {
        var text = JsonMarshal.GetRawUtf8Value(number);
        return text.Length <= ExactNumber.DecimalDigits && !text.ContainsAny((byte)'e', (byte)'E')
            ? number.GetDecimal().CompareTo(bound)
            : ExactNumber.Parse(Encoding.ASCII.GetString(text)).CompareTo(ExactNumber.Of(bound));
    }

    private static bool HasText(JsonProperty property)
    {
        try
        {
            return property.Name is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
