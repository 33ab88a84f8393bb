namespace PrismQ.Application.Runs.Logs;

/// <summary>Neighbouring lines of a log. Dispose it when they are written: its memory is pooled.</summary>
/// <param name="lines">In the order of their numbers.</param>
/// <param name="totalLines">The number of the log's last line when the page was read.</param>
/// <param name="owner">What is returned to its pool with the page.</param>
public sealed class LogPage(IReadOnlyList<LogLine> lines, long totalLines, IDisposable? owner = null) : IDisposable
{
    public static LogPage Empty { get; } = new([], 0);

    public IReadOnlyList<LogLine> Lines { get; } = lines;

    public long TotalLines { get; } = totalLines;

    public void Dispose() => owner?.Dispose();
}
