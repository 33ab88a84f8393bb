using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Logs;

/// <summary>
/// Opens the logs of runs that are not captured. Of those that have ended the index is made anew where it is missing or not whole; that of
/// a run that goes on belongs to its capture, which is about to begin: a line that is not finished yet must not be taken for one.
/// </summary>
internal sealed class LogRepair(IRunFolders folders, OpenRunLogs openLogs, IUnfinishedRuns unfinished)
{
    private readonly Lock _repairing = new();

    /// <summary>The log, held for the caller; null when the run has none.</summary>
    public RunLogFiles? Open(RunId runId)
    {
        var folder = folders.Of(runId);
        return unfinished.Contains(runId) ? OpenIndexed(folder) : OpenEnded(runId, folder);
    }

    /// <summary>What is indexed already; null when nothing is.</summary>
    private static RunLogFiles? OpenIndexed(RunFolder folder) => IsThere(folder.LogIndex()) ? OpenForReading(folder) : null;

    private RunLogFiles? OpenEnded(RunId runId, RunFolder folder)
    {
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

        var files = OpenForReading(folder);
        openLogs.Keep(runId, files);
        return files;
    }

    private static RunLogFiles OpenForReading(RunFolder folder)
    {
        var files = RunLogFiles.OpenForReading(folder);
        files.Extent = new LogExtent(RandomAccess.GetLength(files.Index) / LogRecord.Size, LogGapFile.Read(folder));
        return files;
    }

    /// <summary>Indexes what is not indexed. All lines found so were seen, for all that can be known, when the file was last written.</summary>
    public void Repair(RunId runId)
    {
        lock (_repairing)
        {
            if (openLogs.IsCaptured(runId) || unfinished.Contains(runId))
            {
                return;
            }

            var folder = folders.Of(runId);
            using var files = RunLogFiles.OpenForIndexing(folder);
            LogIndexing.Resume(files, long.MaxValue, new LastWrite(folder), static _ => { }, static () => [], CancellationToken.None)
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
