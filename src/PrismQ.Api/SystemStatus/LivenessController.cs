using Microsoft.AspNetCore.Mvc;
using PrismQ.Api.Common;

namespace PrismQ.Api.SystemStatus;

/// <summary>The one address that is never behind the door, so it is no <see cref="ApiController"/> with its refusals.</summary>
[ApiController]
public sealed class LivenessController : ControllerBase
{
    /// <summary>Tells a probe that the process answers. Needs no key.</summary>
    [HttpGet("health/live")]
    [ProducesResponseType<ProbeAnswer>(StatusCodes.Status200OK)]
    [Refuses(StatusCodes.Status500InternalServerError, "INTERNAL_ERROR")]
    public IActionResult GetLive() => ProbeAnswer.Live();
}
