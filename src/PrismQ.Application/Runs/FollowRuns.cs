using System.Runtime.CompilerServices;
using PrismQ.Application.Common.Messaging;
using PrismQ.Application.Runs.Orchestration;
using PrismQ.Domain.Common;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs;

/// <summary>Follows the changes of all runs.</summary>
/// <param name="After">The last <see cref="RunChange.Sequence"/> that the reader has; null begins with the next change.</param>
public sealed record FollowRunsQuery(long? After) : IQuery<IAsyncEnumerable<RunChange>>;

/// <summary>A run as it is after a change.</summary>
/// <param name="Sequence">Grows with every change.</param>
/// <param name="Run">Null when changes were missed that are no longer kept: read the list anew.</param>
public sealed record RunChange(long Sequence, RunDto? Run);

internal sealed class FollowRunsHandler(RunFeed feed, RunReader reader) : IQueryHandler<FollowRunsQuery, IAsyncEnumerable<RunChange>>
{
    public Task<Result<IAsyncEnumerable<RunChange>>> Handle(FollowRunsQuery query, CancellationToken cancellationToken) =>
        Task.FromResult(Result.Of(ToDtosAsync(feed.FollowAsync(query.After, cancellationToken), cancellationToken)));

    private async IAsyncEnumerable<RunChange> ToDtosAsync(
        IAsyncEnumerable<(long Sequence, Run? Run)> changes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (sequence, run) in changes.WithCancellation(cancellationToken))
        {
            yield return new RunChange(sequence, run is null ? null : reader.ToDto(run));
        }
    }
}
