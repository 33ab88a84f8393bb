using MediatR;
using Microsoft.AspNetCore.Mvc;
using PrismQ.Api.Common;

namespace PrismQ.Api.SystemStatus;

/// <summary>The front door for clients that are no panel, and the address where probes ask for readiness.</summary>
public sealed class EntranceController(IMediator mediator) : ApiController(mediator)
{
    /// <summary>Tells a program where it is; a browser gets the panel here.</summary>
    [HttpGet("/")]
    [Sends(StatusCodes.Status200OK, "Vary")]
    [ProducesResponseType<EntranceAnswer>(StatusCodes.Status200OK)]
    public IActionResult GetEntrance() => EntranceAnswer.To(HttpContext);

    /// <summary>Tells a probe whether requests are served: not any more once the server is shutting down.</summary>
    [HttpGet("health/ready")]
    [ProducesResponseType<ProbeAnswer>(StatusCodes.Status200OK)]
    public IActionResult GetReady() => ProbeAnswer.Ready(HttpContext);
}
