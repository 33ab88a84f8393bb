using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;

namespace PrismQ.Api.Runs;

/// <summary>Which lines of a log.</summary>
public sealed record GetRunLogRequest
{
    /// <summary>At most this many lines, 1 to 10,000: the last ones, or with <c>after</c> the first ones after it.</summary>
    [FromQuery(Name = "tail"), DefaultValue(500), Range(1, 10_000)]
    public int Tail { get; init; } = 500;

    /// <summary>ISO 8601 time, UTC when it has no zone; only lines seen then or later.</summary>
    [FromQuery(Name = "since"), DisplayFormat(ConvertEmptyStringToNull = false)]
    public string? Since { get; init; }

    /// <summary>A line number, 0 or more; only lines after it.</summary>
    [FromQuery(Name = "after"), Range(typeof(long), "0", "9223372036854775807")]
    public long? After { get; init; }

    internal GetRunLogQuery ToQuery(string runId) => new(new RunId(runId), Tail, Since, After);
}
