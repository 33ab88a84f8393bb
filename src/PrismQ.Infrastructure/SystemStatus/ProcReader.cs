namespace PrismQ.Infrastructure.SystemStatus;

/// <summary>Processor and memory of the whole machine from Linux's <c>/proc</c>, without an allocation. For one reader at a time.</summary>
internal sealed class ProcReader(string proc) : IDisposable
{
    // The first line of stat, and the first three of meminfo, are all that is asked.
    private const int Enough = 512;

    private readonly ProcFile _stat = new(Path.Combine(proc, "stat"));
    private readonly ProcFile _meminfo = new(Path.Combine(proc, "meminfo"));
    private ProcessorTime _last;
    private double? _percent;

    /// <summary>Busy time of all processors since the reading before; the first counts from the start of the machine.</summary>
    public double? ReadCpuPercent()
    {
        Span<byte> buffer = stackalloc byte[Enough];
        if (ProcessorTime.Parse(_stat.Read(buffer)) is { } now && now.PercentSince(_last) is { } percent)
        {
            (_last, _percent) = (now, percent);
        }

        return _percent;
    }

    public double? ReadMemoryPercent()
    {
        Span<byte> buffer = stackalloc byte[Enough];
        return MemoryUse.PercentOf(_meminfo.Read(buffer));
    }

    public void Dispose()
    {
        _stat.Dispose();
        _meminfo.Dispose();
    }
}
