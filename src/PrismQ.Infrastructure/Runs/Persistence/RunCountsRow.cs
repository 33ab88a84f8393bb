using PrismQ.Application.Runs;
using PrismQ.Domain.Modules;

namespace PrismQ.Infrastructure.Runs.Persistence;

/// <summary>The kept counters of one module.</summary>
internal sealed record RunCountsRow
{
    public string ModuleId { get; init; } = "";

    public long Queued { get; init; }

    public long Running { get; init; }

    public long Completed { get; init; }

    public long Failed { get; init; }

    public long Cancelled { get; init; }

    public long? LastRun { get; init; }

    public static RunCounts ToCounts(IEnumerable<RunCountsRow> rows) =>
        new(rows.ToDictionary(row => new ModuleId(row.ModuleId), row => row.ToModuleCounts()));

    public static bool AreSame(RunCounts left, RunCounts right) =>
        left.ByModule.Count == right.ByModule.Count && left.ByModule.All(pair => right.Of(pair.Key) == pair.Value);

    private ModuleRunCounts ToModuleCounts() =>
        new(Queued, Running, Completed, Failed, Cancelled, UnixTime.OfMicroseconds(LastRun));
}
