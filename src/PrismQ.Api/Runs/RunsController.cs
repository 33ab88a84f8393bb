using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using PrismQ.Api.Common;
using PrismQ.Api.Security;
using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;

namespace PrismQ.Api.Runs;

/// <summary>Executions of modules.</summary>
public sealed class RunsController(IMediator mediator) : ApiController(mediator)
{
    /// <summary>Lists runs, newest first; filters combine. The Link header leads to the other pages (RFC 8288).</summary>
    [HttpGet("api/runs")]
    [Sends(StatusCodes.Status200OK, "Link")]
    [ProducesResponseType<RunListDto>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [Refuses(StatusCodes.Status422UnprocessableEntity, "VALIDATION_ERROR")]
    public Task<IActionResult> List([FromQuery] ListRunsRequest request) =>
        SendWhileAwaited(request.ToQuery(), page => new RunListResult(page));

    /// <summary>Reads one run, live or ended.</summary>
    [HttpGet("api/runs/{run_id}")]
    [ProducesResponseType<RunDto>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [Refuses(StatusCodes.Status404NotFound, "RUN_NOT_FOUND")]
    public Task<IActionResult> Get([FromRoute(Name = "run_id")] string runId) =>
        Send(new GetRunQuery(new RunId(runId)), run => run.Status.IsFinal() ? new ReadyJson(run) : new LiveJson(run));

    /// <summary>Starts a run of a module. When it answers, the run is committed and will be started in its turn.</summary>
    [ServiceFilter<LaunchLimits>]
    [HttpPost("api/runs")]
    [ProducesResponseType<RunDto>(StatusCodes.Status202Accepted)]
    [Refuses(StatusCodes.Status400BadRequest, "INVALID_PARAMETERS")]
    [Refuses(StatusCodes.Status404NotFound, "MODULE_NOT_FOUND")]
    [Refuses(StatusCodes.Status409Conflict, "MODULE_DISABLED", "RESOURCE_LIMIT_EXCEEDED")]
    [Refuses(StatusCodes.Status413PayloadTooLarge, "PAYLOAD_TOO_LARGE")]
    [Refuses(StatusCodes.Status415UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE")]
    [Refuses(StatusCodes.Status422UnprocessableEntity, "VALIDATION_ERROR")]
    [Refuses(StatusCodes.Status429TooManyRequests, "RATE_LIMITED")]
    public Task<IActionResult> Start(StartRunRequest request) =>
        Send(request.ToCommand(), run => new RunAccepted(run));

    /// <summary>Starts a run of the module in the address. When it answers, the run is committed and will be started in its turn.</summary>
    [ServiceFilter<LaunchLimits>]
    [HttpPost("api/modules/{module_id}/run")]
    [ProducesResponseType<RunDto>(StatusCodes.Status202Accepted)]
    [Refuses(StatusCodes.Status400BadRequest, "INVALID_PARAMETERS")]
    [Refuses(StatusCodes.Status404NotFound, "MODULE_NOT_FOUND")]
    [Refuses(StatusCodes.Status409Conflict, "MODULE_DISABLED", "RESOURCE_LIMIT_EXCEEDED")]
    [Refuses(StatusCodes.Status413PayloadTooLarge, "PAYLOAD_TOO_LARGE")]
    [Refuses(StatusCodes.Status415UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE")]
    [Refuses(StatusCodes.Status422UnprocessableEntity, "VALIDATION_ERROR")]
    [Refuses(StatusCodes.Status429TooManyRequests, "RATE_LIMITED")]
    public Task<IActionResult> StartModule(
        [FromRoute(Name = "module_id")] string moduleId,
        [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] StartModuleRequest? request) =>
        Send((request ?? new StartModuleRequest()).ToCommand(moduleId), run => new RunAccepted(run));

    /// <summary>Cancels a run that waits or runs. When it answers, the process and all its descendants are gone.</summary>
    [HttpDelete("api/runs/{run_id}")]
    [ProducesResponseType<RunDto>(StatusCodes.Status200OK)]
    [Refuses(StatusCodes.Status400BadRequest, "RUN_NOT_CANCELLABLE")]
    [Refuses(StatusCodes.Status404NotFound, "RUN_NOT_FOUND")]
    [Refuses(StatusCodes.Status503ServiceUnavailable, "RUN_NOT_STOPPED")]
    public Task<IActionResult> Cancel([FromRoute(Name = "run_id")] string runId) =>
        Send(new CancelRunCommand(new RunId(runId)), run => new LiveJson(run));

    /// <summary>Follows the changes of all runs as server-sent events: <c>run</c> with a Run, or <c>reset</c> when the list must be read anew.</summary>
    /// <param name="after">The last event id that the client has; the header Last-Event-ID says the same.</param>
    [HttpGet("api/runs/events")]
    [ProducesResponseType<string>(StatusCodes.Status200OK, "text/event-stream")]
    [Refuses(StatusCodes.Status422UnprocessableEntity, "VALIDATION_ERROR")]
    [Refuses(StatusCodes.Status429TooManyRequests, "TOO_MANY_STREAMS")]
    public Task<IActionResult> Follow([FromQuery] long? after) =>
        SendWhileAwaited(new FollowRunsQuery(EventIds.LastOf(Request) ?? after), changes => new RunEventStream(changes));
}
