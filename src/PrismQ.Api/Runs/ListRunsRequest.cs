using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PrismQ.Application.Runs;

namespace PrismQ.Api.Runs;

/// <summary>Which runs, and which page of them.</summary>
public sealed record ListRunsRequest
{
    /// <summary>Only runs of this module.</summary>
    [FromQuery(Name = "module_id")]
    public string? ModuleId { get; init; }

    /// <summary>Only runs of this status: queued, running, completed, failed or cancelled.</summary>
    [FromQuery(Name = "status"), DisplayFormat(ConvertEmptyStringToNull = false)]
    public string? Status { get; init; }

    /// <summary>Runs on a page, 1 to 100.</summary>
    [FromQuery(Name = "limit"), DefaultValue(50), Range(1, 100)]
    public int Limit { get; init; } = 50;

    /// <summary>Runs to skip, 0 or more. Deep pages are cheaper by cursor.</summary>
    [FromQuery(Name = "offset"), DefaultValue(0), Range(0, int.MaxValue)]
    public int Offset { get; init; }

    /// <summary>The next_cursor of an earlier answer; the page begins there.</summary>
    [FromQuery(Name = "cursor")]
    public string? Cursor { get; init; }

    internal ListRunsQuery ToQuery() => new(ModuleId, Status, Limit, Offset, Cursor);
}
