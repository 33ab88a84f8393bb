using System.Text;
using PrismQ.Application.Runs.Logs;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Logs;

/// <summary>How much of a log can be read. Entries are its lines in order, with one entry in the place of all lines that are missing.</summary>
/// <param name="Lines">The number of the last line.</param>
/// <param name="Gap">What was given up in the middle; null when all is there.</param>
internal sealed record LogExtent(long Lines, LogGap? Gap)
{
    public static LogExtent Empty { get; } = new(0, null);

    public long Entries => Gap is null ? Lines : Lines - Gap.Lines + 1;

    public bool IsGap(long entry) => Gap is not null && entry == Gap.First - 1;

    /// <summary>The number of the line at an entry, from 0; that of the last missing line at the gap.</summary>
    public long LineAt(long entry) => Gap is null || entry < Gap.First - 1 ? entry + 1 : Gap.Last + (entry - (Gap.First - 1));

    /// <summary>The first entry whose number is greater than <paramref name="line"/>.</summary>
    public long EntryAfter(long line)
    {
        var entry = Gap is null || line < Gap.First ? line : line < Gap.Last ? Gap.First - 1 : line - Gap.Last + Gap.First;
        return Math.Clamp(entry, 0, Entries);
    }
}

/// <summary>The lines that a log gave up to stay within its size.</summary>
/// <param name="First">The first missing line.</param>
/// <param name="Last">The last missing line.</param>
/// <param name="Timestamp">When the last missing line was seen, in microseconds since 1970.</param>
/// <param name="Stdout">The missing bytes of the standard output.</param>
/// <param name="Stderr">The missing bytes of the standard error.</param>
/// <param name="Directives">What the log's directives had said when it was made; null in a record of an earlier version.</param>
internal sealed record LogGap(
    long First, long Last, long Timestamp, ByteSpan Stdout, ByteSpan Stderr, IReadOnlyList<string>? Directives = null)
{
    public long Lines => Last - First + 1;

    public long Bytes => Stdout.Length + Stderr.Length;

    public ByteSpan Of(OutputStream stream) => stream == OutputStream.Stdout ? Stdout : Stderr;

    /// <summary>Says again what the missing directives had said.</summary>
    public void Replay(DirectiveHandler onDirective)
    {
        foreach (var line in Directives ?? [])
        {
            onDirective(Encoding.UTF8.GetBytes(line));
        }
    }
}

/// <summary>Bytes of a file, from <paramref name="Start"/> up to, not including, <paramref name="End"/>.</summary>
internal readonly record struct ByteSpan(long Start, long End)
{
    public long Length => End - Start;
}
