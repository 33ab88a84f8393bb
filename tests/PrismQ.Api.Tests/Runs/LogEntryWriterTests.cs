using System.Buffers;
using System.Text;
using System.Text.Json;
using PrismQ.Api.Common;
using PrismQ.Api.Runs;
using PrismQ.Application.Runs.Logs;
using PrismQ.Domain.Runs;

namespace PrismQ.Api.Tests.Runs;

[TestFixture]
public sealed class LogEntryWriterTests
{
    private static readonly DateTimeOffset Seen = new(2026, 1, 31, 8, 30, 0, 123, 456, TimeSpan.Zero);

    private static IEnumerable<string> Texts =>
    [
        "", "plain", "a \"quoted\" back\\slash", "tab\tand \u001b[31mcolour\u001b[0m", "\u0000", "\u007f", "ž ✓ \U0001F600", "<b>&'</b>",
        new string('x', 400), new string('x', 401), new string('\u0001', 65_536), new string('\u2028', 1_000),
    ];

    [TestCaseSource(nameof(Texts))]
    public void Write_OfAnyText_WritesWhatTheSerializerWould(string text)
    {
        foreach (var level in Enum.GetValues<LogLevel>())
        {
            foreach (var stream in Enum.GetValues<OutputStream>())
            {
                Written(new LogLine(long.MaxValue, Seen, level, stream, Encoding.UTF8.GetBytes(text), Continues: text.Length > 400))
                    .Should().Be(JsonSerializer.Serialize(new LogEntry(Seen, level, text, long.MaxValue, stream, text.Length > 400), ApiJson.Options));
            }
        }
    }

    [Test]
    public void Write_OfNeighbours_PartsThemByAComma()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, ApiJson.WriterOptions))
        {
            writer.WriteStartArray();
            LogEntryWriter.Write(writer, new LogLine(1, Seen, LogLevel.Info, OutputStream.Stdout, "plain"u8.ToArray(), Continues: false));
            LogEntryWriter.Write(writer, new LogLine(2, Seen, LogLevel.Info, OutputStream.Stdout, "\"quoted\""u8.ToArray(), Continues: false));
            writer.WriteEndArray();
        }

        JsonSerializer.Deserialize<LogEntry[]>(buffer.WrittenSpan, ApiJson.Options).Should()
            .HaveCount(2).And.SatisfyRespectively(first => first.Message.Should().Be("plain"), second => second.Message.Should().Be("\"quoted\""));
    }

    private static string Written(LogLine line)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, ApiJson.WriterOptions);
        LogEntryWriter.Write(writer, line);
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
