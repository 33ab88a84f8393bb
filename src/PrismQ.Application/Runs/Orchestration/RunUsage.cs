namespace PrismQ.Application.Runs.Orchestration;

/// <summary>What the processes of a run took when they were last looked at.</summary>
/// <param name="CpuPercent">Of one processor, 0 or more, over the time since the look before; the first counts from the run's start.</param>
/// <param name="MemoryBytes">Resident memory, shared pages counted in each process.</param>
/// <param name="CpuTime">All processor time until then.</param>
/// <param name="Lasted">How long the run had lasted then.</param>
internal sealed record RunUsage(double CpuPercent, long MemoryBytes, TimeSpan CpuTime, TimeSpan Lasted)
{
    public static RunUsage Since(RunUsage? earlier, ProcessUsage now, TimeSpan lasted)
    {
        var elapsed = lasted - (earlier?.Lasted ?? TimeSpan.Zero);
        var spent = now.CpuTime - (earlier?.CpuTime ?? TimeSpan.Zero);
        return elapsed <= TimeSpan.Zero
            ? new RunUsage(earlier?.CpuPercent ?? 0, now.MemoryBytes, now.CpuTime, lasted)
            : new RunUsage(Math.Max(0, Math.Round(100 * (spent / elapsed), 1)), now.MemoryBytes, now.CpuTime, lasted);
    }

    /// <summary>Whether people would see another figure than the earlier one.</summary>
    public bool DiffersFrom(RunUsage? earlier) =>
        earlier is null || CpuPercent != earlier.CpuPercent || MemoryBytes != earlier.MemoryBytes;
}
