using System.Buffers;
using PrismQ.Application.Runs.Logs;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Logs;

/// <summary>
/// Reads an index from its beginning to its last record that can be true: whole, its check right, each line beginning where the one before
/// it on its stream ended, none beyond its file's end, none earlier than the one before. What follows is cut off and indexed anew.
/// </summary>
internal sealed class LogRecovery(RunLogFiles files, LogTrimmer trimmer, DirectiveHandler onDirective)
{
    private const int BatchSize = 4096;

    private readonly long _stdoutLength = RandomAccess.GetLength(files.Raw(OutputStream.Stdout));
    private readonly long _stderrLength = RandomAccess.GetLength(files.Raw(OutputStream.Stderr));

    /// <param name="gap">What the log has given up; null when it has all.</param>
    public LogProgress Recover(LogGap? gap, CancellationToken cancellationToken)
    {
        var progress = default(LogProgress);
        var records = ArrayPool<LogRecord>.Shared.Rent(BatchSize);
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var wanted = gap is null || progress.Lines >= gap.Last ? BatchSize : (int)Math.Min(BatchSize, gap.First - 1 - progress.Lines);
                var count = files.Index.ReadRecords(records.AsSpan(0, wanted), progress.Lines + 1);
                var accepted = Accept(records.AsSpan(0, count), ref progress);
                if (gap is not null && progress.Lines == gap.First - 1)
                {
                    progress = LogProgress.Beyond(gap);
                    gap.Replay(onDirective);
                }
                else if (accepted == 0 || accepted < count)
                {
                    break;
                }

                trimmer.Observe(progress);
            }
        }
        finally
        {
            ArrayPool<LogRecord>.Shared.Return(records);
        }

        if (RandomAccess.GetLength(files.Index) != progress.Lines * LogRecord.Size)
        {
            RandomAccess.SetLength(files.Index, progress.Lines * LogRecord.Size);
        }

        return progress;
    }

    private int Accept(ReadOnlySpan<LogRecord> records, ref LogProgress progress)
    {
        var accepted = 0;
        foreach (ref readonly var record in records)
        {
            if (!CanFollow(progress, record))
            {
                break;
            }

            accepted++;
            progress = progress.After(record);
            if (record.Has(LogFlags.Directive))
            {
                Replay(record);
            }
        }

        return accepted;
    }

    private bool CanFollow(in LogProgress progress, in LogRecord record) =>
        record.IsValid
        && record.Timestamp >= progress.Timestamp
        && record.Offset == progress.Of(record.Stream).Next
        && record.End <= (record.Stream == OutputStream.Stdout ? _stdoutLength : _stderrLength);

    private void Replay(in LogRecord record)
    {
        var line = ArrayPool<byte>.Shared.Rent(record.Length);
        var read = files.Raw(record.Stream).ReadFully(line.AsSpan(0, record.Length), record.Offset);
        onDirective(line.AsSpan(0, read));
        ArrayPool<byte>.Shared.Return(line);
    }
}
