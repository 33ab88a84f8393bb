using System.Text;
using PrismQ.Application.Runs.Logs;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Logs;

/// <summary>Fetches the texts of a page: one read a stream, masked, and made valid UTF-8 where it is not.</summary>
internal sealed class LogPageText(RunLogFiles files, SecretMask mask, PageMemory memory)
{
    private readonly MaskedRanges _secrets = new();

    public void Fill(LogExtent extent, long from, ReadOnlySpan<LogRecord> records, Span<LogLine> lines)
    {
        var gapAt = extent.Gap is { } gap ? gap.First - 1 - from : -1;
        if (gapAt < 0 || gapAt >= records.Length)
        {
            FillNeighbours(extent, from, records, lines);
            return;
        }

        var middle = (int)gapAt;
        FillNeighbours(extent, from, records[..middle], lines);
        lines[middle] = GapLine(extent, from + middle, records[middle]);
        FillNeighbours(extent, from + middle + 1, records[(middle + 1)..], lines[(middle + 1)..]);
    }

    private void FillNeighbours(LogExtent extent, long from, ReadOnlySpan<LogRecord> records, Span<LogLine> lines)
    {
        var stdout = ReadRaw(OutputStream.Stdout, records);
        var stderr = ReadRaw(OutputStream.Stderr, records);
        for (var i = 0; i < records.Length; i++)
        {
            ref readonly var record = ref records[i];
            var text = TextOf(record, record.Stream == OutputStream.Stdout ? stdout : stderr);
            lines[i] = new LogLine(
                extent.LineAt(from + i), TimeOf(record), record.Level, record.Stream, text, record.Has(LogFlags.Continues));
        }
    }

    /// <summary>The bytes of all the stream's records, which lie side by side, and what a secret may reach out on both sides.</summary>
    private RawBytes ReadRaw(OutputStream stream, ReadOnlySpan<LogRecord> records)
    {
        var (start, end) = (long.MaxValue, 0L);
        foreach (ref readonly var record in records)
        {
            if (record.Stream == stream)
            {
                start = Math.Min(start, record.Offset);
                end = record.Offset + record.Length;
            }
        }

        if (end == 0)
        {
            return default;
        }

        start = Math.Max(0, start - mask.Reach);
        var bytes = memory.Rent((int)(end + mask.Reach - start));
        return new RawBytes(bytes[..files.Raw(stream).ReadFully(bytes.Span, start)], start);
    }

    private ReadOnlyMemory<byte> TextOf(in LogRecord record, RawBytes raw)
    {
        var text = raw.Slice(record.Offset, record.Offset + record.Length);
        if (!mask.IsEmpty)
        {
            var begin = record.Has(LogFlags.Continued) ? record.Offset - mask.Reach : record.Offset;
            var end = record.Offset + record.Length + (record.Has(LogFlags.Continues) ? mask.Reach : 0);
            var window = raw.Slice(begin, end);
            var before = (int)(record.Offset - Math.Max(begin, raw.Start));
            if (mask.Find(window.Span, _secrets))
            {
                return TextRepair.Mask(window.Span, before, text.Length, _secrets, memory);
            }
        }

        return System.Text.Unicode.Utf8.IsValid(text.Span) ? text : TextRepair.Repair(text.Span, memory);
    }

    private static LogLine GapLine(LogExtent extent, long entry, in LogRecord record)
    {
        var text = extent.Gap is { } gap
            ? $"[{gap.Lines} lines ({gap.Bytes} bytes), numbers {gap.First} to {gap.Last}, were removed here: the log reached its size limit]"
            : "";
        return new LogLine(
            extent.LineAt(entry), TimeOf(record), record.Level, record.Stream, Encoding.UTF8.GetBytes(text), Continues: false);
    }

    private static DateTimeOffset TimeOf(in LogRecord record) =>
        DateTimeOffset.UnixEpoch.AddTicks(record.Timestamp * TimeSpan.TicksPerMicrosecond);

    private readonly record struct RawBytes(ReadOnlyMemory<byte> Bytes, long Start)
    {
        /// <summary>What is there of the bytes from one offset in the file to another.</summary>
        public ReadOnlyMemory<byte> Slice(long start, long end)
        {
            var from = (int)Math.Clamp(start - Start, 0, Bytes.Length);
            return Bytes[from..(int)Math.Clamp(end - Start, from, Bytes.Length)];
        }
    }
}
