namespace PrismQ.Application.Runs.Logs;

/// <summary>Which lines of a log.</summary>
/// <param name="Count">At most this many lines, 1 to 10,000.</param>
/// <param name="After">Only lines after this number, the first <paramref name="Count"/> of them; null takes the last ones.</param>
/// <param name="Since">Only lines seen at this time or later; null takes all.</param>
/// <param name="MaxBytes">Most bytes of raw output that they have together; a single line is always read whole.</param>
public sealed record LogQuery(int Count, long? After = null, DateTimeOffset? Since = null, int MaxBytes = LogQuery.MaxPageBytes)
{
    /// <summary>The largest page: 4 MiB.</summary>
    public const int MaxPageBytes = 4 * 1024 * 1024;
}
