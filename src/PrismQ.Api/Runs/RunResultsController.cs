using MediatR;
using Microsoft.AspNetCore.Mvc;
using PrismQ.Api.Common;
using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;

namespace PrismQ.Api.Runs;

/// <summary>What runs have produced.</summary>
[Route("api/runs/{run_id}/results")]
public sealed class RunResultsController(IMediator mediator) : ApiController(mediator)
{
    /// <summary>Reads what a run has produced so far: its files, its metrics, a summary.</summary>
    [HttpGet]
    [ProducesResponseType<RunResultsDto>(StatusCodes.Status200OK)]
    [Refuses(StatusCodes.Status404NotFound, "RUN_NOT_FOUND")]
    [Refuses(StatusCodes.Status409Conflict, "SECRETS_UNREADABLE")]
    public Task<IActionResult> GetResults([FromRoute(Name = "run_id")] string runId) =>
        SendWhileAwaited(new GetRunResultsQuery(new RunId(runId)), results => new LiveJson(results));

    /// <summary>Downloads one result file; ranges are served.</summary>
    /// <param name="path">The path of an output file.</param>
    [HttpGet("files/{**path:required}")]
    [ProducesResponseType<FileResult>(StatusCodes.Status200OK, "application/octet-stream")]
    [ProducesResponseType<FileResult>(StatusCodes.Status206PartialContent, "application/octet-stream")]
    [Sends(StatusCodes.Status200OK, "Last-Modified")]
    [Sends(StatusCodes.Status206PartialContent, "Last-Modified")]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [Refuses(StatusCodes.Status404NotFound, "RUN_NOT_FOUND", "FILE_NOT_FOUND")]
    [Refuses(StatusCodes.Status409Conflict, "SECRETS_UNREADABLE")]
    [Refuses(StatusCodes.Status412PreconditionFailed, "PRECONDITION_FAILED")]
    [Refuses(StatusCodes.Status416RangeNotSatisfiable, "RANGE_NOT_SATISFIABLE")]
    public Task<IActionResult> DownloadResult([FromRoute(Name = "run_id")] string runId, [FromRoute] string path) =>
        SendWhileAwaited(new OpenResultFileQuery(new RunId(runId), path), opened => Download.File(opened.File, opened.Path));
}
