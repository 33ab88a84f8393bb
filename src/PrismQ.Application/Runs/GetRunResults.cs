using PrismQ.Application.Common.Messaging;
using PrismQ.Application.Runs.Logs;
using PrismQ.Domain.Common;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs;

/// <summary>Reads what a run has produced so far: files that it wrote, its metrics, a summary.</summary>
public sealed record GetRunResultsQuery(RunId RunId) : IQuery<RunResultsDto>;

/// <summary>What a run has produced.</summary>
public sealed record RunResultsDto
{
    /// <summary>The run that they are of.</summary>
    public required string RunId { get; init; }

    /// <summary>Where the run is in its life; there may be more to come until it has ended.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>The run in four numbers.</summary>
    public required RunSummaryDto Summary { get; init; }

    /// <summary>The files that it wrote to its results folder.</summary>
    public required IReadOnlyList<ResultFileDto> OutputFiles { get; init; }

    /// <summary>The last value of each metric that the script reported.</summary>
    /// <example>{"words": 1520}</example>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }
}

/// <summary>A run in four numbers, none of them guessed.</summary>
/// <param name="ItemsCollected">The metric <c>items_collected</c>, else the items processed; null when the script reported neither.</param>
/// <param name="ItemsSaved">The metric <c>items_saved</c>; null when the script did not report it.</param>
/// <param name="Errors">The metric <c>errors</c>; null when the script did not report it.</param>
/// <param name="DurationSeconds">How long it has run; null before it started.</param>
public sealed record RunSummaryDto(long? ItemsCollected, long? ItemsSaved, long? Errors, double? DurationSeconds);

/// <summary>A file that a run wrote.</summary>
/// <param name="Filename">The last part of its path.</param>
/// <param name="Path">
/// Relative to the run's results; the address that downloads it ends in it. A password in it shows as <c>********</c>, and such a file cannot
/// be downloaded.
/// </param>
/// <param name="SizeBytes">Its size, in bytes.</param>
/// <param name="CreatedAt">When it was created, UTC.</param>
public sealed record ResultFileDto(string Filename, string Path, long SizeBytes, DateTimeOffset CreatedAt);

internal sealed class GetRunResultsHandler(RunReader runs, IRunFolders folders) : IQueryHandler<GetRunResultsQuery, RunResultsDto>
{
    public async Task<Result<RunResultsDto>> Handle(GetRunResultsQuery query, CancellationToken cancellationToken)
    {
        if (!(await runs.FindWithOutputAsync(query.RunId, cancellationToken)).TryGet(out var run, out var error))
        {
            return error;
        }

        return new RunResultsDto
        {
            RunId = run.Id.Value,
            Status = run.Status,
            Summary = new RunSummaryDto(
                Metric(run, "items_collected") ?? run.Progress?.Processed,
                Metric(run, "items_saved"),
                Metric(run, "errors"),
                runs.SecondsOf(run)),
            OutputFiles = FilesOf(run),
            Metrics = run.Metrics,
        };
    }

    private IReadOnlyList<ResultFileDto> FilesOf(Run run)
    {
        var mask = SecretMask.For(run);
        return [.. folders.ListResults(run.Id).Select(file => ToDto(file, mask.Hide(file.Path)))];
    }

    private static ResultFileDto ToDto(ResultFile file, string shown) =>
        new(shown[(shown.LastIndexOf('/') + 1)..], shown, file.SizeBytes, file.CreatedAt);

    private static long? Metric(Run run, string name) =>
        run.Metrics.TryGetValue(name, out var value) && double.IsFinite(value) ? (long)Math.Round(value) : null;
}
