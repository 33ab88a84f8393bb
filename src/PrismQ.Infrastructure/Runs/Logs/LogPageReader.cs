using System.Buffers;
using PrismQ.Application.Runs.Logs;

namespace PrismQ.Infrastructure.Runs.Logs;

/// <summary>Reads neighbouring entries of a log into a page. Costs what it answers.</summary>
internal static class LogPageReader
{
    /// <param name="keepLast">When the page would be too large: whether its last lines are kept, or its first.</param>
    /// <param name="maxBytes">Most bytes of raw output in the page; a single line is always read whole.</param>
    public static LogPage Read(
        RunLogFiles files, LogExtent extent, long from, int count, bool keepLast, SecretMask mask, int maxBytes = LogQuery.MaxPageBytes)
    {
        var rented = ArrayPool<LogRecord>.Shared.Rent(count);
        var memory = new PageMemory();
        try
        {
            ReadRecords(files, extent, from, rented.AsSpan(0, count));
            var kept = Limit(rented.AsSpan(0, count), keepLast, maxBytes);
            from += kept.Start.Value;
            var records = rented.AsSpan(kept);
            var lines = memory.RentLines(records.Length);
            new LogPageText(files, mask, memory).Fill(extent, from, records, lines);
            if (HasLost(files.Extent.Gap, extent, from, records.Length))
            {
                throw new TornIndexException();
            }

            return new LogPage(new ArraySegment<LogLine>(lines, 0, records.Length), extent.Lines, memory);
        }
        catch
        {
            memory.Dispose();
            throw;
        }
        finally
        {
            ArrayPool<LogRecord>.Shared.Return(rented);
        }
    }

    /// <summary>The first entry that was seen at a time or later.</summary>
    public static long FindSince(RunLogFiles files, LogExtent extent, long timestamp)
    {
        var (low, high) = (0L, extent.Entries);
        Span<LogRecord> record = stackalloc LogRecord[1];
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            ReadRecords(files, extent, middle, record);
            (low, high) = record[0].Timestamp < timestamp ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Whether lines were given up while they were read, so that zeros may have been read in their place.</summary>
    private static bool HasLost(LogGap? now, LogExtent extent, long from, int count) =>
        now is not null && !ReferenceEquals(now, extent.Gap)
        && extent.LineAt(from + count - 1) >= now.First && extent.LineAt(from) <= now.Last;

    private static void ReadRecords(RunLogFiles files, LogExtent extent, long from, Span<LogRecord> records)
    {
        for (var done = 0; done < records.Length;)
        {
            var entry = from + done;
            var rest = records[done..];
            if (extent.Gap is { } gap && entry < gap.First)
            {
                if (extent.IsGap(entry))
                {
                    rest[0] = new LogRecord(gap.Timestamp, 0, 0, default, Domain.Runs.LogLevel.Warning, LogFlags.None);
                    done++;
                    continue;
                }

                rest = rest[..(int)Math.Min(rest.Length, gap.First - 1 - entry)];
            }

            if (files.Index.ReadRecords(rest, extent.LineAt(entry)) < rest.Length || !AreSound(rest, fromFirstLine: entry == 0))
            {
                throw new TornIndexException();
            }

            done += rest.Length;
        }
    }

    /// <summary>Whether each record is whole, and begins where the one before it on its stream ended.</summary>
    private static bool AreSound(ReadOnlySpan<LogRecord> records, bool fromFirstLine)
    {
        const long Unknown = -1;
        Span<long> next = fromFirstLine ? [0, 0] : [Unknown, Unknown];
        foreach (ref readonly var record in records)
        {
            if (!record.IsValid || (next[(int)record.Stream] is not Unknown and var begin && record.Offset != begin))
            {
                return false;
            }

            next[(int)record.Stream] = record.End;
        }

        return true;
    }

    private static Range Limit(ReadOnlySpan<LogRecord> records, bool keepLast, int maxBytes)
    {
        var bytes = 0L;
        for (var done = 0; done < records.Length; done++)
        {
            bytes += records[keepLast ? ^(done + 1) : done].Length;
            if (bytes > maxBytes && done > 0)
            {
                return keepLast ? (records.Length - done)..records.Length : 0..done;
            }
        }

        return 0..records.Length;
    }
}
