using PrismQ.Application.Common.Messaging;
using PrismQ.Application.Runs.Logs;
using PrismQ.Domain.Common;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs;

/// <summary>Opens one result file of a run.</summary>
/// <param name="Path">As <see cref="ResultFileDto.Path"/> names it.</param>
public sealed record OpenResultFileQuery(RunId RunId, string Path) : IQuery<OpenedFile>;

internal sealed class OpenResultFileHandler(RunReader runs, IRunFolders folders) : IQueryHandler<OpenResultFileQuery, OpenedFile>
{
    public async Task<Result<OpenedFile>> Handle(OpenResultFileQuery query, CancellationToken cancellationToken)
    {
        if (!(await runs.FindWithOutputAsync(query.RunId, cancellationToken)).TryGet(out var run, out var error))
        {
            return error;
        }

        // A secret in an address would stand in every log on its way, so a file that has one in its name has no address.
        var shown = SecretMask.For(run).Hide(query.Path);
        return shown == query.Path && folders.OpenResult(run.Id, query.Path) is { } file ? file : RunErrors.FileNotFound(shown);
    }
}
