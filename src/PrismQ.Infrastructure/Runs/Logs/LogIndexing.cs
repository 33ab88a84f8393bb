using PrismQ.Application.Runs.Logs;

namespace PrismQ.Infrastructure.Runs.Logs;

internal static class LogIndexing
{
    /// <summary>Checks what is indexed already, and goes on from there.</summary>
    public static LogIndexer Resume(
        RunLogFiles files,
        long maxBytes,
        TimeProvider time,
        DirectiveHandler onDirective,
        Func<IReadOnlyList<string>> restate,
        CancellationToken cancellationToken)
    {
        // Looked at first: to make the holes of a gap again sets the time of the files.
        var raw = new RawLooks(files);
        var gap = LogGapFile.Read(files.Folder);
        var trimmer = new LogTrimmer(files, maxBytes, restate);
        if (gap is not null)
        {
            trimmer.Resume(gap);
        }

        var progress = new LogRecovery(files, trimmer, onDirective).Recover(gap, cancellationToken);
        files.Extent = new LogExtent(progress.Lines, gap is not null && progress.Lines >= gap.Last ? gap : null);
        return new LogIndexer(files, raw, progress, gap, trimmer, time, onDirective);
    }
}
