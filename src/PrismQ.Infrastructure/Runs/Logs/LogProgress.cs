using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Logs;

/// <summary>How far a log is indexed.</summary>
/// <param name="Lines">The number of the last indexed line.</param>
/// <param name="Timestamp">When it was seen, in microseconds since 1970.</param>
internal readonly record struct LogProgress(long Lines, long Timestamp, StreamPosition Stdout, StreamPosition Stderr)
{
    /// <summary>The log where its gap begins.</summary>
    public static LogProgress Before(LogGap gap) => new(gap.First - 1, 0, At(gap.Stdout.Start), At(gap.Stderr.Start));

    /// <summary>The log where its gap ends.</summary>
    public static LogProgress Beyond(LogGap gap) => new(gap.Last, gap.Timestamp, At(gap.Stdout.End), At(gap.Stderr.End));

    public StreamPosition Of(OutputStream stream) => stream == OutputStream.Stdout ? Stdout : Stderr;

    /// <summary>All that the log takes on disk, its index included.</summary>
    public long Bytes => Stdout.Next + Stderr.Next + (Lines * LogRecord.Size);

    public LogProgress After(OutputStream stream, StreamPosition position, int lines, long timestamp) => new(
        Lines + lines,
        timestamp,
        stream == OutputStream.Stdout ? position : Stdout,
        stream == OutputStream.Stderr ? position : Stderr);

    public LogProgress After(in LogRecord record) => After(record.Stream, StreamPosition.After(record), 1, record.Timestamp);

    private static StreamPosition At(long offset) => new(offset, InLongLine: false, LogLevel.Info);
}
