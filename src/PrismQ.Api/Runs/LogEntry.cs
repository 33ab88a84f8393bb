using PrismQ.Domain.Runs;

namespace PrismQ.Api.Runs;

/// <summary>One line of a run's log.</summary>
/// <param name="Timestamp">When the line was seen, UTC.</param>
/// <param name="Message">The text; secrets are masked.</param>
/// <param name="Line">From 1, in the order of the log; never repeats.</param>
/// <param name="Continued">Whether the line goes on in the next entry of its stream: one longer than 64 KiB comes in pieces.</param>
public sealed record LogEntry(
    DateTimeOffset Timestamp, Domain.Runs.LogLevel Level, string Message, long Line, OutputStream Stream, bool Continued);

/// <summary>Lines of a run's log.</summary>
/// <param name="TotalLines">The number of the log's last line.</param>
/// <param name="Truncated">Whether lines before these are left out.</param>
public sealed record RunLog(string RunId, IReadOnlyList<LogEntry> Logs, long TotalLines, bool Truncated);
