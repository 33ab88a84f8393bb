using PrismQ.Application.Common.Messaging;
using PrismQ.Domain.Common;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs;

/// <summary>Opens one result file of a run. The receiver disposes it.</summary>
/// <param name="Path">As <see cref="ResultFileDto.Path"/> names it.</param>
public sealed record OpenResultFileQuery(RunId RunId, string Path) : IQuery<Stream>;

internal sealed class OpenResultFileHandler(RunReader runs, IRunFolders folders) : IQueryHandler<OpenResultFileQuery, Stream>
{
    public async Task<Result<Stream>> Handle(OpenResultFileQuery query, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(query.RunId, cancellationToken) is not { } run)
        {
            return RunErrors.NotFound(query.RunId);
        }

        return folders.OpenResult(run.Id, query.Path) is { } file ? file : RunErrors.FileNotFound(query.Path);
    }
}
