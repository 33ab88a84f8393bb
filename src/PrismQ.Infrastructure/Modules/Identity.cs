using System.Text.Json;

namespace PrismQ.Infrastructure.Modules;

/// <summary>How a problem calls the thing that it is about.</summary>
internal static class Identity
{
    /// <summary>What the object calls itself, in quotes, or else its number.</summary>
    public static string Of(JsonElement item, string field, int number) =>
        item.TryGetProperty(field, out var name) && name.ValueKind == JsonValueKind.String && name.GetString() is { Length: > 0 } text
            ? $"'{Shortened.For(text)}'"
            : $"number {number}";
}
