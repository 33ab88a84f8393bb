using PrismQ.Domain.Runs;

namespace PrismQ.Api.Runs;

/// <summary>One line of a run's log.</summary>
/// <param name="Timestamp">When the line was seen, UTC.</param>
/// <param name="Level">The level that the line names itself, else INFO for stdout and ERROR for stderr.</param>
/// <param name="Message">The text; secrets are masked.</param>
/// <param name="Line">From 1, in the order of the log; never repeats.</param>
/// <param name="Stream">Where the script wrote it.</param>
/// <param name="Continued">Whether the line goes on in the next entry of its stream: one longer than 64 KiB comes in pieces.</param>
public sealed record LogEntry(
    DateTimeOffset Timestamp, Domain.Runs.LogLevel Level, string Message, long Line, OutputStream Stream, bool Continued);

/// <summary>Lines of a run's log.</summary>
/// <param name="RunId">The run that they are of.</param>
/// <param name="Logs">In the order of the log.</param>
/// <param name="TotalLines">The number of the log's last line.</param>
/// <param name="Truncated">Whether lines before these are left out.</param>
public sealed record RunLog(string RunId, IReadOnlyList<LogEntry> Logs, long TotalLines, bool Truncated);
