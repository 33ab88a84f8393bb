using System.Buffers.Text;

namespace PrismQ.Infrastructure.SystemStatus;

/// <summary>Reads <c>/proc/meminfo</c>.</summary>
internal static class MemoryUse
{
    /// <summary>Memory that programs cannot have, 0 to 100; null when the kernel does not say.</summary>
    public static double? PercentOf(ReadOnlySpan<byte> meminfo) =>
        Find(meminfo, "MemTotal:"u8) is > 0 and var total && Find(meminfo, "MemAvailable:"u8) is { } available
            ? Math.Clamp(100.0 * (total - available) / total, 0, 100)
            : null;

    private static long? Find(ReadOnlySpan<byte> meminfo, ReadOnlySpan<byte> name)
    {
        var start = meminfo.IndexOf(name);
        return start >= 0 && Utf8Parser.TryParse(meminfo[(start + name.Length)..].TrimStart((byte)' '), out long kilobytes, out _)
            ? kilobytes
            : null;
    }
}
