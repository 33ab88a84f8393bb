using MediatR;
using Microsoft.AspNetCore.Mvc;
using PrismQ.Api.Common;
using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;

namespace PrismQ.Api.Runs;

/// <summary>The output of runs.</summary>
[Route("api/runs/{run_id}/logs")]
public sealed class RunLogsController(IMediator mediator) : ApiController(mediator)
{
    /// <summary>Reads lines of a run's log: the last ones, those since a time, or those after a line.</summary>
    [HttpGet]
    [ProducesResponseType<RunLog>(StatusCodes.Status200OK)]
    [Refuses(StatusCodes.Status400BadRequest, "INVALID_TIMESTAMP")]
    [Refuses(StatusCodes.Status404NotFound, "RUN_NOT_FOUND")]
    [Refuses(StatusCodes.Status409Conflict, "SECRETS_UNREADABLE")]
    [Refuses(StatusCodes.Status422UnprocessableEntity, "VALIDATION_ERROR")]
    public Task<IActionResult> GetLog([FromRoute(Name = "run_id")] string runId, [FromQuery] GetRunLogRequest request) =>
        SendWhileAwaited(request.ToQuery(runId), page => new RunLogResult(runId, page));

    /// <summary>
    /// Follows a run's log as server-sent events: <c>log</c> with a LogEntry for every line, and <c>complete</c> with
    /// <c>{"status": …}</c> when the run has ended. The event id is the line number.
    /// </summary>
    /// <param name="after">The last line that the client has; the header Last-Event-ID says the same and goes first.</param>
    [HttpGet("stream")]
    [ProducesResponseType<string>(StatusCodes.Status200OK, "text/event-stream")]
    [Refuses(StatusCodes.Status404NotFound, "RUN_NOT_FOUND")]
    [Refuses(StatusCodes.Status409Conflict, "SECRETS_UNREADABLE")]
    [Refuses(StatusCodes.Status422UnprocessableEntity, "VALIDATION_ERROR")]
    [Refuses(StatusCodes.Status429TooManyRequests, "TOO_MANY_STREAMS")]
    public Task<IActionResult> FollowLog([FromRoute(Name = "run_id")] string runId, [FromQuery] long? after) =>
        SendWhileAwaited(
            new FollowRunLogQuery(new RunId(runId), EventIds.LastOf(Request) ?? after ?? 0),
            events => new RunLogEventStream(runId, events));

    /// <summary>The same stream over WebSocket, a JSON message for each event: <c>{event, id, data}</c>.</summary>
    /// <param name="after">The last line that the client has.</param>
    [HttpGet("ws")]
    [ProducesResponseType(StatusCodes.Status101SwitchingProtocols)]
    [Refuses(StatusCodes.Status404NotFound, "RUN_NOT_FOUND")]
    [Refuses(StatusCodes.Status409Conflict, "SECRETS_UNREADABLE")]
    [Refuses(StatusCodes.Status422UnprocessableEntity, "VALIDATION_ERROR")]
    [Refuses(StatusCodes.Status426UpgradeRequired, "UPGRADE_REQUIRED")]
    [Refuses(StatusCodes.Status429TooManyRequests, "TOO_MANY_STREAMS")]
    public Task<IActionResult> FollowLogBySocket([FromRoute(Name = "run_id")] string runId, [FromQuery] long? after) =>
        SendWhileAwaited(new FollowRunLogQuery(new RunId(runId), after ?? 0), events => new RunLogSocket(events));

    /// <summary>Downloads a run's whole log as text, ranges served; each piece of a line longer than 64 KiB is a line of its own.</summary>
    [HttpGet("download")]
    [ProducesResponseType<FileResult>(StatusCodes.Status200OK, "text/plain")]
    [ProducesResponseType<FileResult>(StatusCodes.Status206PartialContent, "text/plain")]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [Refuses(StatusCodes.Status404NotFound, "RUN_NOT_FOUND")]
    [Refuses(StatusCodes.Status409Conflict, "SECRETS_UNREADABLE")]
    [Refuses(StatusCodes.Status412PreconditionFailed, "PRECONDITION_FAILED")]
    [Refuses(StatusCodes.Status416RangeNotSatisfiable, "RANGE_NOT_SATISFIABLE")]
    public Task<IActionResult> DownloadLog([FromRoute(Name = "run_id")] string runId) =>
        SendWhileAwaited(new DownloadRunLogQuery(new RunId(runId)), text => Download.Text(text, $"{runId}.log"));
}
