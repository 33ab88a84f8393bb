using PrismQ.Domain.Modules;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs;

/// <summary>How many runs the history holds, by module and status.</summary>
public sealed class RunCounts(IReadOnlyDictionary<ModuleId, ModuleRunCounts> byModule)
{
    public static RunCounts None { get; } = new(new Dictionary<ModuleId, ModuleRunCounts>());

    public IReadOnlyDictionary<ModuleId, ModuleRunCounts> ByModule { get; } = byModule;

    public ModuleRunCounts All { get; } = byModule.Values.Aggregate(ModuleRunCounts.None, ModuleRunCounts.Add);

    public ModuleRunCounts Of(ModuleId moduleId) => ByModule.GetValueOrDefault(moduleId, ModuleRunCounts.None);
}

/// <summary>Runs of one module by status, and when its newest was created.</summary>
public sealed record ModuleRunCounts(long Queued, long Running, long Completed, long Failed, long Cancelled, DateTimeOffset? LastRun)
{
    public static ModuleRunCounts None { get; } = new(0, 0, 0, 0, 0, null);

    public long Total => Queued + Running + Completed + Failed + Cancelled;

    /// <summary>Completed among completed and failed, 0 to 100 with one decimal; 0 when there are neither.</summary>
    public double SuccessRate => Completed + Failed == 0 ? 0 : Math.Round(100.0 * Completed / (Completed + Failed), 1);

    public long Of(RunStatus status) => status switch
    {
        RunStatus.Queued => Queued,
        RunStatus.Running => Running,
        RunStatus.Completed => Completed,
        RunStatus.Failed => Failed,
        _ => Cancelled,
    };

    public static ModuleRunCounts Add(ModuleRunCounts left, ModuleRunCounts right) => new(
        left.Queued + right.Queued,
        left.Running + right.Running,
        left.Completed + right.Completed,
        left.Failed + right.Failed,
        left.Cancelled + right.Cancelled,
        left.LastRun > right.LastRun || right.LastRun is null ? left.LastRun : right.LastRun);
}
