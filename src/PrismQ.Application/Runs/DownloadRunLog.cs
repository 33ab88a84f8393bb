using PrismQ.Application.Common.Messaging;
using PrismQ.Application.Runs.Logs;
using PrismQ.Domain.Common;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs;

/// <summary>Opens a run's whole log as text, seekable. The receiver disposes it.</summary>
public sealed record DownloadRunLogQuery(RunId RunId) : IQuery<Stream>;

internal sealed class DownloadRunLogHandler(RunReader runs, IRunLogStore logs) : IQueryHandler<DownloadRunLogQuery, Stream>
{
    public async Task<Result<Stream>> Handle(DownloadRunLogQuery query, CancellationToken cancellationToken) =>
        await runs.FindAsync(query.RunId, cancellationToken) is { } run
            ? await logs.OpenTextAsync(run.Id, SecretMask.For(run), cancellationToken)
            : RunErrors.NotFound(query.RunId);
}
