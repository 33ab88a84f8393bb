using PrismQ.Application.Common.Messaging;
using PrismQ.Domain.Common;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs;

/// <summary>Reads one run, live or ended.</summary>
public sealed record GetRunQuery(RunId RunId) : IQuery<RunDto>;

internal sealed class GetRunHandler(RunReader runs) : IQueryHandler<GetRunQuery, RunDto>
{
    public async Task<Result<RunDto>> Handle(GetRunQuery query, CancellationToken cancellationToken) =>
        await runs.FindAsync(query.RunId, cancellationToken) is { } run
            ? runs.ToDto(run)
            : RunErrors.NotFound(query.RunId);
}
