using PrismQ.Application.Common.Messaging;
using PrismQ.Application.Runs.Logs;
using PrismQ.Domain.Common;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs;

/// <summary>Opens a run's whole log as text.</summary>
public sealed record DownloadRunLogQuery(RunId RunId) : IQuery<OpenedFile>;

internal sealed class DownloadRunLogHandler(RunReader runs, IRunLogStore logs) : IQueryHandler<DownloadRunLogQuery, OpenedFile>
{
    public async Task<Result<OpenedFile>> Handle(DownloadRunLogQuery query, CancellationToken cancellationToken) =>
        (await runs.FindWithOutputAsync(query.RunId, cancellationToken)).TryGet(out var run, out var error)
            ? await logs.OpenTextAsync(run.Id, SecretMask.For(run), cancellationToken)
            : error;
}
