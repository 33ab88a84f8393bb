using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PrismQ.Api.Common;

/// <summary>Times as <c>yyyy-MM-ddTHH:mm:ss.ffffffZ</c>, always UTC.</summary>
internal sealed class TimestampConverter : JsonConverter<DateTimeOffset>
{
    public const int Length = 27;

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TryGetDateTimeOffset(out var value) ? value.ToUniversalTime() : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[Length];
        Format(value, text);
        writer.WriteStringValue(text);
    }

    /// <param name="destination">Receives <see cref="Length"/> bytes.</param>
    public static void Format(DateTimeOffset value, Span<byte> destination) => value.UtcDateTime.TryFormat(
        destination, out _, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
