using PrismQ.Application.Runs.Logs;

namespace PrismQ.Infrastructure.Runs.Logs;

/// <summary>Where the lines of a log stand in its text: the beginning of each few thousand of them.</summary>
internal sealed class RunLogText
{
    private const int LinesPerPart = 4096;

    private readonly List<Part> _parts;

    private RunLogText(LogExtent extent, SecretMask mask, List<Part> parts, long times)
    {
        (Extent, Mask, _parts) = (extent, mask, parts);
        Version = $"{Length:x}-{extent.Gap?.Last ?? 0:x}-{times:x}";
    }

    public LogExtent Extent { get; }

    public SecretMask Mask { get; }

    /// <summary>Another one when lines came or were given up, or when a repaired index dates them otherwise.</summary>
    public string Version { get; }

    /// <summary>The length of the whole text, in bytes.</summary>
    public long Length => _parts[^1].Offset;

    /// <summary>Measures the text by one pass over the log; the same text is measured once.</summary>
    public static RunLogText Of(RunLogFiles files, SecretMask mask, CancellationToken cancellationToken)
    {
        var extent = files.Extent;
        if (files.Text is { } known && known.Extent == extent && known.Mask.IsSameAs(mask))
        {
            return known;
        }

        var parts = new List<Part>();
        var (entry, offset, times) = (0L, 0L, 0L);
        while (entry < extent.Entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            parts.Add(new Part(entry, offset));
            var count = (int)Math.Min(LinesPerPart, extent.Entries - entry);
            using var page = LogPageReader.Read(files, extent, entry, count, keepLast: false, mask);
            foreach (var line in page.Lines)
            {
                offset += LogTextFormat.LengthOf(line);
                times = unchecked((times * 31) + line.Timestamp.UtcTicks);
            }

            entry += page.Lines.Count;
        }

        parts.Add(new Part(extent.Entries, offset));
        return files.Text = new RunLogText(extent, mask, parts, times);
    }

    /// <summary>The part that holds a byte of the text, and where that part begins and ends.</summary>
    public (Part Start, Part End) PartAt(long offset)
    {
        var (low, high) = (0, _parts.Count - 2);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _parts[middle].Offset <= offset ? (middle, high) : (low, middle - 1);
        }

        return (_parts[low], _parts[low + 1]);
    }

    /// <param name="Entry">The first entry of the part.</param>
    /// <param name="Offset">Where its text begins.</param>
    internal readonly record struct Part(long Entry, long Offset);
}
