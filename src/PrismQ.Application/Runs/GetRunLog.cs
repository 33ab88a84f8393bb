using FluentValidation;
using PrismQ.Application.Common.Messaging;
using PrismQ.Application.Runs.Logs;
using PrismQ.Domain.Common;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs;

/// <summary>Reads lines of a run's log.</summary>
/// <param name="Tail">At most this many lines, 1 to 10,000: the last ones, or the first ones after <paramref name="After"/>.</param>
/// <param name="Since">ISO 8601; without a zone it is UTC. Only lines seen then or later.</param>
/// <param name="After">A line number, 0 or more; only lines after it.</param>
public sealed record GetRunLogQuery(RunId RunId, int Tail, string? Since, long? After) : IQuery<LogPage>;

internal sealed class GetRunLogValidator : AbstractValidator<GetRunLogQuery>
{
    public GetRunLogValidator()
    {
        RuleFor(query => query.Tail).InclusiveBetween(1, 10_000).WithMessage("tail must be between 1 and 10000");
        RuleFor(query => query.After).GreaterThanOrEqualTo(0).WithMessage("after must be a line number, 0 or more");
    }
}

internal sealed class GetRunLogHandler(RunReader runs, IRunLogStore logs) : IQueryHandler<GetRunLogQuery, LogPage>
{
    public async Task<Result<LogPage>> Handle(GetRunLogQuery query, CancellationToken cancellationToken)
    {
        DateTimeOffset? since = null;
        if (query.Since is { } text)
        {
            if (!IsoTimestamp.TryParse(text, out var parsed))
            {
                return RunErrors.InvalidTimestamp(text);
            }

            since = parsed;
        }

        return (await runs.FindWithOutputAsync(query.RunId, cancellationToken)).TryGet(out var run, out var error)
            ? await logs.ReadAsync(run.Id, SecretMask.For(run), new LogQuery(query.Tail, query.After, since), cancellationToken)
            : error;
    }
}
