using System.Text.Json;
using System.Text.Json.Serialization;
using PrismQ.Application.Runs.Logs;

namespace PrismQ.Api.Common;

/// <summary>Times as <c>yyyy-MM-ddTHH:mm:ss.ffffffZ</c>, always UTC.</summary>
internal sealed class TimestampConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TryGetDateTimeOffset(out var value) ? value.ToUniversalTime() : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[IsoTimestamp.Length];
        IsoTimestamp.Format(value, text);
        writer.WriteStringValue(text);
    }
}
