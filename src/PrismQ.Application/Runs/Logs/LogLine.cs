using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs.Logs;

/// <summary>One line of a run's log, as readers get it.</summary>
/// <param name="Number">From 1, in the order of the log; never given twice.</param>
/// <param name="Timestamp">When the line was seen, UTC, microseconds; never earlier than that of the line before.</param>
/// <param name="Text">The text without its line break: valid UTF-8, secrets masked. Valid until its page is disposed.</param>
/// <param name="Continues">The line is a piece of a longer one that goes on in the next line of the same stream.</param>
public readonly record struct LogLine(
    long Number, DateTimeOffset Timestamp, LogLevel Level, OutputStream Stream, ReadOnlyMemory<byte> Text, bool Continues);
