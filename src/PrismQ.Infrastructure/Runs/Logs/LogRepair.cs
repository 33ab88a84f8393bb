using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Logs;

/// <summary>Opens the logs of runs that are not captured, after making their index anew where it is missing or not whole.</summary>
internal sealed class LogRepair(IRunFolders folders, OpenRunLogs openLogs)
{
    private readonly Lock _repairing = new();

    /// <summary>The log, held for the caller; null when the run has none.</summary>
    public RunLogFiles? OpenEnded(RunId runId)
    {
        var folder = folders.Of(runId);
        if (!IsThere(folder.Stdout) && !IsThere(folder.Stderr))
        {
            return null;
        }

        if (!IndexCheck.IsWhole(folder))
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

    private sealed class LastWrite(RunFolder folder) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(
            Math.Max(File.GetLastWriteTimeUtc(folder.Stdout).Ticks, File.GetLastWriteTimeUtc(folder.Stderr).Ticks), TimeSpan.Zero);
    }
}
