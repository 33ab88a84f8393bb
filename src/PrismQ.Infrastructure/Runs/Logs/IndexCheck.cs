using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Logs;

/// <summary>Whether an index ends where the raw files end: the last record of each stream that has output, however far back it stands.</summary>
internal static class IndexCheck
{
    private const int BatchSize = 256;

    public static bool IsWhole(RunFolder folder)
    {
        var length = new FileInfo(folder.LogIndex()) is { Exists: true } index ? index.Length : 0;
        if (length == 0 || length % LogRecord.Size != 0)
        {
            return false;
        }

        using var files = RunLogFiles.OpenForReading(folder);
        var gap = LogGapFile.Read(folder);
        return EndsOf(files, length / LogRecord.Size, gap) is var (stdout, stderr)
            && stdout == RandomAccess.GetLength(files.Raw(OutputStream.Stdout))
            && stderr == RandomAccess.GetLength(files.Raw(OutputStream.Stderr));
    }

    /// <summary>Where the last line of each stream ends; null when a record on the way back to it is not valid.</summary>
    private static (long Stdout, long Stderr)? EndsOf(RunLogFiles files, long lines, LogGap? gap)
    {
        var records = new LogRecord[BatchSize];
        var (stdout, stderr) = (EndOfSilent(files, OutputStream.Stdout), EndOfSilent(files, OutputStream.Stderr));
        var first = gap?.Last ?? 0;
        while (lines > first && (stdout is null || stderr is null))
        {
            var batch = records.AsSpan(0, (int)Math.Min(BatchSize, lines - first));
            lines -= batch.Length;
            if (files.Index.ReadRecords(batch, lines + 1) < batch.Length)
            {
                return null;
            }

            for (var at = batch.Length - 1; at >= 0 && (stdout is null || stderr is null); at--)
            {
                if (!batch[at].IsValid)
                {
                    return null;
                }

                _ = batch[at].Stream == OutputStream.Stdout ? stdout ??= batch[at].End : stderr ??= batch[at].End;
            }
        }

        return (stdout ?? gap?.Stdout.End ?? 0, stderr ?? gap?.Stderr.End ?? 0);
    }

    /// <summary>A stream without output needs no search.</summary>
    private static long? EndOfSilent(RunLogFiles files, OutputStream stream) =>
        RandomAccess.GetLength(files.Raw(stream)) == 0 ? 0 : null;
}
