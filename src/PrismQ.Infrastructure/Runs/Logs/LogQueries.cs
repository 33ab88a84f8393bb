using PrismQ.Application.Runs.Logs;

namespace PrismQ.Infrastructure.Runs.Logs;

/// <summary>Finds which entries answer a query.</summary>
internal static class LogQueries
{
    public static LogPage Read(RunLogFiles files, SecretMask mask, LogQuery query)
    {
        var extent = files.Extent;
        var first = extent.EntryAfter(query.After ?? 0);
        if (query.Since is { } since)
        {
            first = Math.Max(first, LogPageReader.FindSince(files, extent, Microseconds(since)));
        }

        var keepLast = query.After is null;
        var count = (int)Math.Min(query.Count, extent.Entries - first);
        var from = keepLast ? extent.Entries - count : first;
        return count <= 0 ? new LogPage([], extent.Lines) : LogPageReader.Read(files, extent, from, count, keepLast, mask, query.MaxBytes);
    }

    /// <summary>Rounded up: a line seen within the same microsecond, but before, is not asked for.</summary>
    private static long Microseconds(DateTimeOffset time)
    {
        var ticks = (time - DateTimeOffset.UnixEpoch).Ticks;
        return (long)Math.Ceiling((decimal)ticks / TimeSpan.TicksPerMicrosecond);
    }
}
