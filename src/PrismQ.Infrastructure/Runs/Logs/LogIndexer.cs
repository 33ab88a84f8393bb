using System.Buffers;
using System.Runtime.InteropServices;
using PrismQ.Application.Runs.Logs;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Logs;

/// <summary>
/// Turns new bytes of a run's output into index records. Holds no output between its passes. One thread at a time.
/// A pass that fails leaves it where it was, so that the next one goes on from there. A line's time is when it was seen, but never later
/// than its file was last written: what was printed while no server looked is not dated after the run's own end.
/// </summary>
internal sealed class LogIndexer(
    RunLogFiles files, RawLooks raw, LogProgress start, LogGap? gap, LogTrimmer trimmer, TimeProvider time, DirectiveHandler onDirective)
{
    private const int BlockSize = 256 * 1024;
    private const int BatchSize = 4096;

    /// <summary>The gap, while the index before it has still to be made anew.</summary>
    private LogGap? _gapAhead = gap is not null && start.Lines < gap.Last ? gap : null;
    private LogProgress _progress = start;

    /// <summary>Whether there may be a whole line although the files have not grown since: a pass that failed leaves it so.</summary>
    private bool _mayHaveMore = true;

    public LogProgress Progress => _progress;

    /// <summary>Whether a file is shorter than what has been indexed of it.</summary>
    public bool HasLostBytes => raw.Of(OutputStream.Stdout).Length < _progress.Stdout.Next || raw.Of(OutputStream.Stderr).Length < _progress.Stderr.Next;

    /// <summary>Indexes what is there.</summary>
    /// <param name="isLast">Nothing more will be written: what is left without a line break is a line too.</param>
    /// <returns>Whether there was anything new.</returns>
    public bool IndexNewBytes(bool isLast, CancellationToken cancellationToken)
    {
        var found = false;
        while (HasNewBytes(isLast) && !cancellationToken.IsCancellationRequested)
        {
            var block = ArrayPool<byte>.Shared.Rent(BlockSize);
            var records = ArrayPool<LogRecord>.Shared.Rent(BatchSize);
            try
            {
                // One block of each in turn, so that a flood on one does not hold up the other.
                var progressed = IndexBlock(OutputStream.Stdout, block.AsSpan(0, BlockSize), records.AsSpan(0, BatchSize), isLast)
                    | IndexBlock(OutputStream.Stderr, block.AsSpan(0, BlockSize), records.AsSpan(0, BatchSize), isLast);
                found |= progressed;
                if (!progressed && !PassGap())
                {
                    _mayHaveMore = false;
                    break;
                }

                trimmer.Observe(_progress);
                trimmer.Trim(_progress);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(block);
                ArrayPool<LogRecord>.Shared.Return(records);
            }
        }

        return found;
    }

    /// <summary>Goes on behind the gap once all before it is indexed.</summary>
    private bool PassGap()
    {
        if (_gapAhead is not { } gap)
        {
            return false;
        }

        RandomAccess.SetLength(files.Index, gap.Last * LogRecord.Size);
        _progress = LogProgress.Beyond(gap);
        files.Extent = new LogExtent(gap.Last, gap with { First = Math.Min(files.Extent.Lines + 1, gap.Last) });
        _gapAhead = null;
        gap.Replay(onDirective);
        return true;
    }

    private bool HasNewBytes(bool isLast)
    {
        _mayHaveMore |= raw.Refresh();
        return (_mayHaveMore || isLast) && (HasMore(OutputStream.Stdout) || HasMore(OutputStream.Stderr));
    }

    private bool HasMore(OutputStream stream) => raw.Of(stream).Length > _progress.Of(stream).Next;

    private bool IndexBlock(OutputStream stream, Span<byte> buffer, Span<LogRecord> records, bool isLast)
    {
        var position = _progress.Of(stream);
        var begin = position.Next;
        var file = files.Raw(stream);
        var reach = _gapAhead is null ? buffer.Length : Math.Clamp(_gapAhead.Of(stream).Start - begin, 0, buffer.Length);
        var block = buffer[..file.ReadFully(buffer[..(int)reach], begin)];
        var end = begin + block.Length;
        var isEnd = (isLast && end >= RandomAccess.GetLength(file)) || end == _gapAhead?.Of(stream).Start;
        var timestamp = Math.Max(_progress.Timestamp, Math.Min(Now(), raw.Of(stream).WrittenAt));
        var batch = records[..LineSplitter.Split(block, stream, isEnd, timestamp, records, ref position)];
        if (batch.IsEmpty)
        {
            return false;
        }

        RandomAccess.Write(files.Index, MemoryMarshal.AsBytes(batch), _progress.Lines * LogRecord.Size);
        _progress = _progress.After(stream, position, batch.Length, timestamp);
        files.Extent = files.Extent with { Lines = _progress.Lines };
        foreach (ref readonly var record in batch)
        {
            if (record.Has(LogFlags.Directive))
            {
                onDirective(block.Slice((int)(record.Offset - begin), record.Length));
            }
        }

        return true;
    }

    private long Now() => (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
