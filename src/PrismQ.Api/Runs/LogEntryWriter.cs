using System.Text.Json;
using PrismQ.Application.Runs.Logs;
using PrismQ.Domain.Runs;

namespace PrismQ.Api.Runs;

/// <summary>Writes log lines as <see cref="LogEntry"/> JSON straight from their bytes.</summary>
internal static class LogEntryWriter
{
    private static readonly JsonEncodedText Timestamp = JsonEncodedText.Encode("timestamp");
    private static readonly JsonEncodedText Level = JsonEncodedText.Encode("level");
    private static readonly JsonEncodedText Message = JsonEncodedText.Encode("message");
    private static readonly JsonEncodedText Line = JsonEncodedText.Encode("line");
    private static readonly JsonEncodedText Stream = JsonEncodedText.Encode("stream");
    private static readonly JsonEncodedText Continued = JsonEncodedText.Encode("continued");

    private static readonly JsonEncodedText[] Levels = [.. Enum.GetNames<Domain.Runs.LogLevel>().Select(name => JsonEncodedText.Encode(name.ToUpperInvariant()))];
    private static readonly JsonEncodedText[] Streams = [.. Enum.GetNames<OutputStream>().Select(name => JsonEncodedText.Encode(name.ToLowerInvariant()))];

    public static void Write(Utf8JsonWriter writer, in LogLine line)
    {
        Span<byte> timestamp = stackalloc byte[IsoTimestamp.Length];
        IsoTimestamp.Format(line.Timestamp, timestamp);
        writer.WriteStartObject();
        writer.WriteString(Timestamp, timestamp);
        writer.WriteString(Level, Levels[(int)line.Level]);
        writer.WriteString(Message, line.Text.Span);
        writer.WriteNumber(Line, line.Number);
        writer.WriteString(Stream, Streams[(int)line.Stream]);
        writer.WriteBoolean(Continued, line.Continues);
        writer.WriteEndObject();
    }
}
