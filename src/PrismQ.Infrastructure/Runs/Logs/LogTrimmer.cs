using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Logs;

/// <summary>
/// Keeps a log within its size: a quarter of it for the head, the rest for the tail; what lies between becomes a hole, and lines keep their
/// numbers and places. Knows where lines begin from marks that it sets while the log grows; their number is bounded.
/// </summary>
/// <param name="restate">What all directives so far have said: those that are given up are said again from the gap's record.</param>
internal sealed class LogTrimmer(RunLogFiles files, long maxBytes, Func<IReadOnlyList<string>> restate)
{
    private const int MarksPerLog = 64;

    private readonly long _spacing = Math.Max(1, maxBytes / MarksPerLog);
    private readonly Queue<LogProgress> _marks = new();
    private LogProgress? _headEnd;
    private LogProgress _lastMark;
    private bool _isUnsupported;

    /// <summary>Sees how far the log is indexed; called in order, at least once a block.</summary>
    public void Observe(in LogProgress progress)
    {
        // A mark within a long line would cut it in two, unless that line is longer than a mark's spacing itself.
        var isBetweenLines = !progress.Stdout.InLongLine && !progress.Stderr.InLongLine;
        var due = progress.Bytes - _lastMark.Bytes;
        if (due < _spacing || (!isBetweenLines && due < 2 * _spacing))
        {
            return;
        }

        _lastMark = progress;
        if (_headEnd is null && progress.Bytes >= maxBytes / 4)
        {
            _headEnd = progress;
        }
        else if (_headEnd is not null)
        {
            _marks.Enqueue(progress);
        }
    }

    /// <summary>Gives up the middle when the log has outgrown its size by now.</summary>
    public void Trim(in LogProgress progress)
    {
        if (_isUnsupported || _headEnd is not { } head || progress.Bytes - MissingBytes <= maxBytes)
        {
            return;
        }

        // An eighth more than must go, so that it need not be done again for each few lines.
        var tail = (maxBytes - head.Bytes) - (maxBytes / 8);
        LogProgress? cut = null;
        while (_marks.TryPeek(out var mark) && progress.Bytes - mark.Bytes >= tail)
        {
            cut = _marks.Dequeue();
        }

        if (cut is { } end && end.Lines > head.Lines)
        {
            GiveUp(new LogGap(
                head.Lines + 1,
                end.Lines,
                end.Timestamp,
                new ByteSpan(head.Stdout.Next, end.Stdout.Next),
                new ByteSpan(head.Stderr.Next, end.Stderr.Next),
                restate()));
        }
    }

    /// <summary>Takes over a gap that an earlier capture made; its holes are made again, in case it ended before they all were.</summary>
    public void Resume(LogGap gap)
    {
        _headEnd = LogProgress.Before(gap);
        _isUnsupported = !Punch(gap);
    }

    private long MissingBytes => files.Extent.Gap is { } gap ? gap.Bytes + (gap.Lines * LogRecord.Size) : 0;

    private void GiveUp(LogGap gap)
    {
        if (files.Extent.Gap is null && !HolePunch.IsSupported(files.Index))
        {
            // Lines that give no space back are not given up.
            _isUnsupported = true;
            return;
        }

        // The record first: a hole that nobody knows of would read as a damaged log.
        LogGapFile.Write(files.Folder, gap);
        files.Extent = files.Extent with { Gap = gap };
        _isUnsupported = !Punch(gap);
    }

    /// <summary>The index before the text: who read records that are still there looks again whether the gap has moved meanwhile.</summary>
    private bool Punch(LogGap gap) =>
        HolePunch.TryPunch(files.Index, new ByteSpan((gap.First - 1) * LogRecord.Size, gap.Last * LogRecord.Size))
        && HolePunch.TryPunch(files.Raw(OutputStream.Stdout), gap.Stdout)
        && HolePunch.TryPunch(files.Raw(OutputStream.Stderr), gap.Stderr);
}
