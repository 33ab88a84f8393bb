using System.Runtime.CompilerServices;
using FluentValidation;
using PrismQ.Application.Common.Messaging;
using PrismQ.Application.Runs.Logs;
using PrismQ.Domain.Common;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs;

/// <summary>
/// Follows a run's log to its end. The feed holds a line number and no lines: a slow reader falls behind and catches up from the file.
/// </summary>
/// <param name="After">The last line that the reader has; 0 for none.</param>
public sealed record FollowRunLogQuery(RunId RunId, long After) : IQuery<IAsyncEnumerable<RunLogEvent>>;

/// <summary>New lines, or, as the last event, how the run ended. Dispose a page before asking for the next event.</summary>
public readonly record struct RunLogEvent(LogPage? Page, RunStatus? FinalStatus);

internal sealed class FollowRunLogValidator : AbstractValidator<FollowRunLogQuery>
{
    public FollowRunLogValidator() =>
        RuleFor(query => query.After).GreaterThanOrEqualTo(0).WithMessage("after must be a line number, 0 or more");
}

internal sealed class FollowRunLogHandler(RunReader runs, IRunLogStore logs, IRunSignals signals)
    : IQueryHandler<FollowRunLogQuery, IAsyncEnumerable<RunLogEvent>>
{
    private const int PageSize = 1000;

    /// <summary>Each reader has a page, and what it becomes as JSON, in memory for as long as it follows.</summary>
    private const int PageBytes = 256 * 1024;

    public async Task<Result<IAsyncEnumerable<RunLogEvent>>> Handle(FollowRunLogQuery query, CancellationToken cancellationToken)
    {
        return (await runs.FindWithOutputAsync(query.RunId, cancellationToken)).TryGet(out var run, out var error)
            ? Result.Of(FollowAsync(run, query.After, CancellationToken.None))
            : error;
    }

    private async IAsyncEnumerable<RunLogEvent> FollowAsync(
        Run run, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var mask = SecretMask.For(run);
        var status = run.Status;
        while (true)
        {
            // The signal first, then the status, then the lines: what comes after the look has pulsed the signal, and a run that had ended
            // before the look has no lines that the look did not see.
            var next = signals.NextAsync(run.Id);
            status = await StatusAsync(run.Id, status, cancellationToken);
            if (status.IsFinal())
            {
                // Nobody will pulse for a run that has ended: lets go of the signal now, as the reader may leave at any page.
                signals.Pulse(run.Id);
            }

            var page = await logs.ReadAsync(run.Id, mask, new LogQuery(PageSize, after, MaxBytes: PageBytes), cancellationToken);
            if (page.Lines.Count > 0)
            {
                after = page.Lines[^1].Number;
                yield return new RunLogEvent(page, null);
            }
            else if (status.IsFinal())
            {
                yield return new RunLogEvent(null, status);
                yield break;
            }
            else
            {
                page.Dispose();
                await next.WaitAsync(cancellationToken);
            }
        }
    }

    /// <summary>The run's status now; a run that is no longer known stays what it was, ended at last.</summary>
    private async ValueTask<RunStatus> StatusAsync(RunId id, RunStatus before, CancellationToken cancellationToken)
    {
        if (before.IsFinal())
        {
            return before;
        }

        return await runs.FindAsync(id, cancellationToken) is { } run ? run.Status : RunStatus.Cancelled;
    }
}
