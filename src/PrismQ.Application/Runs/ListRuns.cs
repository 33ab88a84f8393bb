using FluentValidation;
using PrismQ.Application.Common.Messaging;
using PrismQ.Domain.Common;
using PrismQ.Domain.Modules;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs;

/// <summary>Lists runs, newest first. Filters combine.</summary>
/// <param name="Status">One of the run statuses, in lower case; null takes all.</param>
/// <param name="Limit">1 to 100.</param>
/// <param name="Offset">0 or more.</param>
/// <param name="Cursor">The <see cref="RunListDto.NextCursor"/> of an earlier answer; the page begins there.</param>
public sealed record ListRunsQuery(string? ModuleId, string? Status, int Limit, int Offset, string? Cursor) : IQuery<RunListDto>;

/// <summary>A page of runs.</summary>
/// <param name="Runs">Newest first.</param>
/// <param name="Total">All runs that match.</param>
/// <param name="Limit">The limit that was asked for.</param>
/// <param name="Offset">The offset that was asked for.</param>
/// <param name="NextCursor">Ask with it for the next page; null on the last one.</param>
public sealed record RunListDto(IReadOnlyList<RunDto> Runs, long Total, int Limit, int Offset, string? NextCursor);

internal sealed class ListRunsValidator : AbstractValidator<ListRunsQuery>
{
    private static readonly string[] Statuses = [.. Enum.GetNames<RunStatus>().Select(name => name.ToLowerInvariant())];

    public ListRunsValidator()
    {
        RuleFor(query => query.Limit).InclusiveBetween(1, 100).WithMessage("limit must be from 1 to 100");
        RuleFor(query => query.Offset).GreaterThanOrEqualTo(0).WithMessage("offset must be 0 or more");
        RuleFor(query => query.Status).Must(status => status is null || Statuses.Contains(status))
            .WithMessage("status must be one of: " + string.Join(", ", Statuses));
        RuleFor(query => query.Cursor).Must(cursor => cursor is null || RunCursors.Read(cursor) is not null)
            .WithMessage("cursor must be the next_cursor of an earlier answer");
    }
}

internal sealed class ListRunsHandler(IRunRepository runs, RunReader reader, RunListCache cache) : IQueryHandler<ListRunsQuery, RunListDto>
{
    public async Task<Result<RunListDto>> Handle(ListRunsQuery query, CancellationToken cancellationToken)
    {
        if (query.ModuleId is { } id && !ModuleId.IsValid(id))
        {
            // No run can be of such a module, and not every database takes every text.
            return new RunListDto([], 0, query.Limit, query.Offset, null);
        }

        var version = runs.Version;
        if (cache.Find(query, version) is { } cached)
        {
            return cached;
        }

        var page = await runs.ListAsync(
            FilterOf(query), query.Limit, query.Offset, query.Cursor is { } cursor ? RunCursors.Read(cursor) : null, cancellationToken);
        var list = new RunListDto(
            [.. page.Runs.Select(run => reader.ToDto(reader.Newest(run)))],
            page.Total,
            query.Limit,
            query.Offset,
            page.Next is { } next ? RunCursors.Write(next) : null);
        cache.Keep(query, version, list, page.Runs.Sum(run => run.Parameters.Length));
        return list;
    }

    private static RunFilter FilterOf(ListRunsQuery query) => new(
        query.ModuleId is { } id ? new ModuleId(id) : null,
        query.Status is { } status ? Enum.Parse<RunStatus>(status, ignoreCase: true) : null);
}
