using PrismQ.Application.Common.Messaging;
using PrismQ.Application.Runs.Logs;
using PrismQ.Domain.Common;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs;

/// <summary>Opens one result file of a run.</summary>
/// <param name="Path">
/// As <see cref="ResultFileDto.Path"/> names it. A <c>%2F</c> in it may be a slash, unless a file has it in its own name: generated clients write
/// slashes so, and it is the one escape that a server leaves in an address.
/// </param>
public sealed record OpenResultFileQuery(RunId RunId, string Path) : IQuery<OpenedResultFile>;

/// <param name="Path">The path that it was found by.</param>
public sealed record OpenedResultFile(OpenedFile File, string Path);

internal sealed class OpenResultFileHandler(RunReader runs, IRunFolders folders) : IQueryHandler<OpenResultFileQuery, OpenedResultFile>
{
    public async Task<Result<OpenedResultFile>> Handle(OpenResultFileQuery query, CancellationToken cancellationToken)
    {
        if (!(await runs.FindWithOutputAsync(query.RunId, cancellationToken)).TryGet(out var run, out var error))
        {
            return error;
        }

        var withSlashes = query.Path.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        return (Open(run, query.Path) ?? Open(run, withSlashes)) is { } file ? file : RunErrors.FileNotFound(SecretMask.For(run).Hide(withSlashes));
    }

    /// <summary>A secret in an address would stand in every log on its way, so a file that has one in its name has no address.</summary>
    private OpenedResultFile? Open(Run run, string path) =>
        SecretMask.For(run).Hide(path) == path && folders.OpenResult(run.Id, path) is { } file ? new OpenedResultFile(file, path) : null;
}
