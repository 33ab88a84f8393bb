using System.Runtime.CompilerServices;
using AutoMapper;
using PrismQ.Application.Runs.Orchestration;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs;

/// <summary>Reads runs as they are at this moment: the active ones from memory, the others from the history. Thread-safe.</summary>
internal sealed class RunReader(ActiveRuns active, IRunQueue queue, IRunRepository runs, IMapper mapper, TimeProvider time)
{
    /// <summary>An ended run never changes, so what was made of it serves every later reader.</summary>
    private readonly ConditionalWeakTable<Run, RunDto> _ended = [];

    public ValueTask<Run?> FindAsync(RunId id, CancellationToken cancellationToken) =>
        active.Find(id) is { } run ? ValueTask.FromResult<Run?>(run.Current) : runs.FindAsync(id, cancellationToken);

    /// <summary>The newest state of a run that was read from the history.</summary>
    public Run Newest(Run read) => read.Status.IsFinal() ? read : active.Find(read.Id)?.Current ?? read;

    /// <summary>What the outside sees of a run; the same instance for the same ended run.</summary>
    public RunDto ToDto(Run run) => run.Status.IsFinal() ? _ended.GetValue(run, Map) : Map(run);

    /// <summary>How long a run has run, to the millisecond; null before it started.</summary>
    public double? SecondsOf(Run run) => run.DurationAt(time.GetUtcNow()) is { } duration ? Math.Round(duration.TotalSeconds, 3) : null;

    private RunDto Map(Run run)
    {
        var usage = run.Status == RunStatus.Running ? active.Find(run.Id)?.Usage : null;
        return mapper.Map<RunDto>(run) with
        {
            DurationSeconds = SecondsOf(run),
            QueuePosition = run.Status == RunStatus.Queued ? queue.PositionOf(run.Id) : null,
            CpuPercent = usage?.CpuPercent,
            MemoryBytes = usage?.MemoryBytes,
        };
    }
}
