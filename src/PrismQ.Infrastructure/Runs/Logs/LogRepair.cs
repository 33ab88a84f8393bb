using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Logs;

/// <summary>Opens the logs of runs that are not captured, after making their index anew where it is missing or not whole.</summary>
internal sealed class LogRepair(IRunFolders folders, OpenRunLogs openLogs)
{
    private const int LastRecords = 256;

    private readonly Lock _repairing = new();

    /// <summary>The log, held for the caller; null when the run has none.</summary>
    public RunLogFiles? OpenEnded(RunId runId)
    {
        var folder = folders.Of(runId);
        if (!IsThere(folder.Stdout) && !IsThere(folder.Stderr))
        {
            return null;
        }

        if (!IsWhole(folder))
        {
            Repair(runId);
        }

        if (openLogs.Hold(runId) is { } open)
        {
            return open;
        }

        var files = RunLogFiles.OpenForReading(folder);
        files.Extent = new LogExtent(RandomAccess.GetLength(files.Index) / LogRecord.Size, LogGapFile.Read(folder));
        openLogs.Keep(runId, files);
        return files;
    }

    /// <summary>Indexes what is not indexed. All lines found so were seen, for all that can be known, when the file was last written.</summary>
    public void Repair(RunId runId)
    {
        lock (_repairing)
        {
            if (openLogs.IsCaptured(runId))
            {
                return;
            }

            var folder = folders.Of(runId);
            using var files = RunLogFiles.OpenForIndexing(folder);
            LogIndexing.Resume(files, long.MaxValue, new LastWrite(folder), static _ => { }, CancellationToken.None)
                .IndexNewBytes(isLast: true, CancellationToken.None);
        }
    }

    private static bool IsThere(string path) => new FileInfo(path) is { Exists: true, Length: > 0 };

    /// <summary>
    /// Whether the index ends where the raw files end. Looks at its last records only: a stream that none of them belongs to is taken for
    /// whole.
    /// </summary>
    private static bool IsWhole(RunFolder folder)
    {
        var length = new FileInfo(folder.LogIndex()) is { Exists: true } index ? index.Length : 0;
        if (length == 0 || length % LogRecord.Size != 0)
        {
            return false;
        }

        using var files = RunLogFiles.OpenForReading(folder);
        var records = new LogRecord[Math.Min(LastRecords, length / LogRecord.Size)];
        files.Index.ReadRecords(records, (length / LogRecord.Size) - records.Length + 1);
        return EndsWith(records, files, OutputStream.Stdout) && EndsWith(records, files, OutputStream.Stderr);
    }

    private static bool EndsWith(LogRecord[] records, RunLogFiles files, OutputStream stream)
    {
        var last = Array.FindLastIndex(records, record => record.IsValid && record.Stream == stream);
        return last < 0 || records[last].End >= RandomAccess.GetLength(files.Raw(stream));
    }

    private sealed class LastWrite(RunFolder folder) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(
            Math.Max(File.GetLastWriteTimeUtc(folder.Stdout).Ticks, File.GetLastWriteTimeUtc(folder.Stderr).Ticks), TimeSpan.Zero);
    }
}
