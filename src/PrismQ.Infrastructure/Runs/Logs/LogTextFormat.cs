using PrismQ.Application.Runs.Logs;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Logs;

/// <summary>Writes lines as the download shows them: <c>[2026-01-31T08:30:00.123456Z] [INFO] [stdout] text</c>.</summary>
internal ref struct LogTextFormat
{
    private readonly Span<byte> _stamp;
    private DateTimeOffset _stamped;

    /// <param name="scratch">Room for one timestamp: lines that were seen together share it.</param>
    public LogTextFormat(Span<byte> scratch) => _stamp = scratch[..IsoTimestamp.Length];

    public static int ScratchSize => IsoTimestamp.Length;

    public static int LengthOf(in LogLine line) =>
        IsoTimestamp.Length + NameOf(line.Level).Length + NameOf(line.Stream).Length + line.Text.Length + "[] [] [] \n".Length;

    /// <summary>Writes a line and answers how many bytes that took.</summary>
    public int Write(in LogLine line, Span<byte> output)
    {
        if (_stamped != line.Timestamp)
        {
            _stamped = line.Timestamp;
            IsoTimestamp.Format(_stamped, _stamp);
        }

        var at = 0;
        Append("["u8, output, ref at);
        Append(_stamp, output, ref at);
        Append("] ["u8, output, ref at);
        Append(NameOf(line.Level), output, ref at);
        Append("] ["u8, output, ref at);
        Append(NameOf(line.Stream), output, ref at);
        Append("] "u8, output, ref at);
        Append(line.Text.Span, output, ref at);
        Append("\n"u8, output, ref at);
        return at;
    }

    private static void Append(ReadOnlySpan<byte> text, Span<byte> output, ref int at)
    {
        text.CopyTo(output[at..]);
        at += text.Length;
    }

    private static ReadOnlySpan<byte> NameOf(LogLevel level) => level switch
    {
        LogLevel.Debug => "DEBUG"u8,
        LogLevel.Info => "INFO"u8,
        LogLevel.Warning => "WARNING"u8,
        LogLevel.Error => "ERROR"u8,
        _ => "CRITICAL"u8,
    };

    private static ReadOnlySpan<byte> NameOf(OutputStream stream) => stream == OutputStream.Stdout ? "stdout"u8 : "stderr"u8;
}
