using PrismQ.Application.Common.Messaging;
using PrismQ.Application.Runs.Orchestration;
using PrismQ.Domain.Common;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs;

/// <summary>Cancels a run that waits or runs. When it answers, no process of the run is left.</summary>
public sealed record CancelRunCommand(RunId RunId) : ICommand<RunDto>;

internal sealed class CancelRunHandler(
    RunReader runs, ActiveRuns active, IRunQueue queue, RunRecorder recorder, TimeProvider time) : ICommandHandler<CancelRunCommand, RunDto>
{
    public async Task<Result<RunDto>> Handle(CancelRunCommand command, CancellationToken cancellationToken)
    {
        if (active.Find(command.RunId) is { } run)
        {
            var ended = await CancelAsync(run, cancellationToken);
            return ended.TryGet(out var cancelled, out var error) && cancelled.Status == RunStatus.Cancelled
                ? runs.ToDto(cancelled)
                : error ?? RunErrors.NotCancellable(ended.Value.Status);
        }

        return await runs.FindAsync(command.RunId, cancellationToken) is { } found
            ? RunErrors.NotCancellable(found.Status)
            : RunErrors.NotFound(command.RunId);
    }

    /// <summary>A run that still waits is ended here; one that runs is ended by who stays with it.</summary>
    private async Task<Result<Run>> CancelAsync(ActiveRun run, CancellationToken cancellationToken)
    {
        var answer = run.RequestCancelAsync();
        if (queue.Remove(run.Id))
        {
            await recorder.EndAsync(run, waiting => waiting.Cancel(time.GetUtcNow()), CancellationToken.None);
        }

        return await answer.WaitAsync(cancellationToken);
    }
}
