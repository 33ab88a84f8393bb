using System.Text;
using PrismQ.Application.Runs.Logs;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Tests.Runs.Logs;

/// <summary>What a log should read as, by the plainest means there are, and what it does read as.</summary>
internal static class LogReading
{
    /// <summary>The lines of raw output: cut at line feeds, a carriage return before one left out, what is no UTF-8 replaced.</summary>
    public static List<string> Reference(byte[] raw) => [.. Split(raw).Select(Encoding.UTF8.GetString)];

    public static List<byte[]> Split(byte[] raw)
    {
        var lines = new List<byte[]>();
        for (var start = 0; start < raw.Length;)
        {
            var lineFeed = Array.IndexOf(raw, (byte)'\n', start);
            var end = lineFeed < 0 ? raw.Length : lineFeed;
            var textEnd = lineFeed > start && raw[lineFeed - 1] == '\r' ? end - 1 : end;
            lines.Add(raw[start..textEnd]);
            start = end + 1;
        }

        return lines;
    }

    /// <summary>The lines of one stream, pieces of a long line joined.</summary>
    public static List<string> Of(IEnumerable<LogLine> lines, OutputStream stream)
    {
        var (joined, begun) = (new List<string>(), new StringBuilder());
        foreach (var line in lines.Where(line => line.Stream == stream))
        {
            begun.Append(Encoding.UTF8.GetString(line.Text.Span));
            if (!line.Continues)
            {
                joined.Add(begun.ToString());
                begun.Clear();
            }
        }

        begun.Length.Should().Be(0, "the last piece of a line does not go on");
        return joined;
    }
}
