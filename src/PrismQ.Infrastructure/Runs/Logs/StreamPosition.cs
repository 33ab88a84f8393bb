using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Logs;

/// <summary>How far one stream is indexed.</summary>
/// <param name="Next">Where the next line, or piece of a line, begins in the stream's file.</param>
/// <param name="InLongLine">What begins there is a further piece of a long line.</param>
/// <param name="Level">The level of the last record, which all pieces of a line share.</param>
internal readonly record struct StreamPosition(long Next, bool InLongLine, LogLevel Level)
{
    public static StreamPosition After(in LogRecord record) => new(record.End, record.Has(LogFlags.Continues), record.Level);
}
