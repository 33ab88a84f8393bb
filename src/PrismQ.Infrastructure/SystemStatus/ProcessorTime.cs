using System.Buffers.Text;

namespace PrismQ.Infrastructure.SystemStatus;

/// <summary>What all processors did since the machine started, in the kernel's ticks.</summary>
internal readonly record struct ProcessorTime(long Busy, long Total)
{
    private const int Idle = 3;
    private const int WaitingForDisk = 4;
    private const int Steal = 7;

    /// <summary>Reads the first line of <c>/proc/stat</c>; the times of guests, after <c>steal</c>, are part of <c>user</c> already.</summary>
    public static ProcessorTime? Parse(ReadOnlySpan<byte> stat)
    {
        if (!stat.StartsWith("cpu "u8))
        {
            return null;
        }

        var rest = stat[4..];
        var (busy, total) = (0L, 0L);
        for (var field = 0; field <= Steal; field++)
        {
            rest = rest.TrimStart((byte)' ');
            if (!Utf8Parser.TryParse(rest, out long ticks, out var length))
            {
                break;
            }

            rest = rest[length..];
            total += ticks;
            busy += field is Idle or WaitingForDisk ? 0 : ticks;
        }

        return total > 0 ? new ProcessorTime(busy, total) : null;
    }

    /// <summary>The share of busy time since an earlier reading, 0 to 100; null when no time has passed.</summary>
    public double? PercentSince(ProcessorTime earlier) => Total > earlier.Total
        ? Math.Clamp(100.0 * (Busy - earlier.Busy) / (Total - earlier.Total), 0, 100)
        : null;
}
