namespace PrismQ.Application.Runs.Logs;

/// <summary>Which lines of a log.</summary>
/// <param name="Count">At most this many lines, 1 to 10,000.</param>
/// <param name="After">Only lines after this number, the first <paramref name="Count"/> of them; null takes the last ones.</param>
/// <param name="Since">Only lines seen at this time or later; null takes all.</param>
public sealed record LogQuery(int Count, long? After = null, DateTimeOffset? Since = null);
