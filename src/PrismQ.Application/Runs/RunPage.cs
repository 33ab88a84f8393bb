using PrismQ.Domain.Modules;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs;

/// <summary>Which runs; what is null does not filter.</summary>
public sealed record RunFilter(ModuleId? ModuleId, RunStatus? Status);

/// <summary>A place in the list of runs, newest first: the page begins after this run.</summary>
public sealed record RunCursor(DateTimeOffset CreatedAt, RunId Id);

/// <summary>Runs, newest first.</summary>
/// <param name="Runs">The runs of this page.</param>
/// <param name="Total">All runs that match the filter.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record RunPage(IReadOnlyList<Run> Runs, long Total, RunCursor? Next);
