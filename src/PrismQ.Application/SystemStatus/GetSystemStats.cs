using PrismQ.Application.Common.Messaging;
using PrismQ.Application.Modules;
using PrismQ.Application.Runs;
using PrismQ.Domain.Common;
using PrismQ.Domain.Modules;

namespace PrismQ.Application.SystemStatus;

/// <summary>Reads the numbers of runs, modules and the host.</summary>
public sealed record GetSystemStatsQuery : IQuery<SystemStatsDto>;

/// <summary>Numbers of runs, modules and the host.</summary>
/// <param name="Runs">The whole history.</param>
/// <param name="Modules">The registry.</param>
/// <param name="System">The machine.</param>
public sealed record SystemStatsDto(RunStatsDto Runs, ModuleStatsDto Modules, HostStatsDto System);

/// <summary>Runs, counted by status.</summary>
/// <param name="Total">Runs in the history, of every status.</param>
/// <param name="Successful">Completed runs.</param>
/// <param name="Failed">Failed runs.</param>
/// <param name="SuccessRate">Completed among completed and failed, 0 to 100.</param>
/// <param name="Queued">Runs that wait.</param>
/// <param name="Running">Runs that go on.</param>
/// <param name="Cancelled">Cancelled runs.</param>
public sealed record RunStatsDto(long Total, long Successful, long Failed, double SuccessRate, long Queued, long Running, long Cancelled);

/// <summary>Modules, counted.</summary>
/// <param name="Total">Modules in the registry.</param>
/// <param name="Active">Modules that have a queued or running run.</param>
/// <param name="Idle">The others.</param>
public sealed record ModuleStatsDto(int Total, int Active, int Idle);

/// <summary>The machine; null is what its system does not tell (processor and memory outside Linux).</summary>
/// <param name="CpuPercent">Of all processors, 0 to 100.</param>
/// <param name="MemoryPercent">In use, 0 to 100.</param>
/// <param name="DiskFreeGb">Free on the data directory's disk, in 10^9 bytes.</param>
/// <param name="DiskTotalGb">Size of that disk, in 10^9 bytes.</param>
/// <param name="SampledAt">When this was measured, UTC.</param>
public sealed record HostStatsDto(
    double? CpuPercent, double? MemoryPercent, double? DiskFreeGb, double? DiskTotalGb, DateTimeOffset SampledAt);

internal sealed class GetSystemStatsHandler(IRunRepository runs, IModuleCatalog catalog, IHostMetrics host)
    : IQueryHandler<GetSystemStatsQuery, SystemStatsDto>
{
    private volatile Told? _last;

    /// <returns>The same instance until something has changed.</returns>
    public async Task<Result<SystemStatsDto>> Handle(GetSystemStatsQuery query, CancellationToken cancellationToken)
    {
        var (counts, modules, sample) = (await runs.GetCountsAsync(cancellationToken), catalog.Current.Modules, host.Current);
        if (_last is { } last && last.Counts == counts && last.Modules == modules && last.Sample == sample)
        {
            return last.Stats;
        }

        var stats = new SystemStatsDto(Of(counts.All), Of(modules, counts), Of(sample));
        _last = new Told(counts, modules, sample, stats);
        return stats;
    }

    private static RunStatsDto Of(ModuleRunCounts all) =>
        new(all.Total, all.Completed, all.Failed, all.SuccessRate, all.Queued, all.Running, all.Cancelled);

    private static ModuleStatsDto Of(IReadOnlyList<Module> modules, RunCounts counts)
    {
        var active = modules.Count(module => counts.Of(module.Id) is { } runs && runs.Queued + runs.Running > 0);
        return new ModuleStatsDto(modules.Count, active, modules.Count - active);
    }

    private static HostStatsDto Of(HostSample sample) => new(
        Rounded(sample.CpuPercent, 1),
        Rounded(sample.MemoryPercent, 1),
        Rounded(sample.DiskFreeBytes / 1e9, 2),
        Rounded(sample.DiskTotalBytes / 1e9, 2),
        sample.At);

    private static double? Rounded(double? value, int digits) => value is { } number ? Math.Round(number, digits) : null;

    private sealed record Told(RunCounts Counts, IReadOnlyList<Module> Modules, HostSample Sample, SystemStatsDto Stats);
}
