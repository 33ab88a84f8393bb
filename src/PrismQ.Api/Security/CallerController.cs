using MediatR;
using Microsoft.AspNetCore.Mvc;
using PrismQ.Api.Common;

namespace PrismQ.Api.Security;

/// <summary>What a client is to the server, so that it can leave out what it may not do.</summary>
[Route("api/caller")]
public sealed class CallerController(IMediator mediator) : ApiController(mediator)
{
    /// <summary>Tells whose key the request came with, and what that may do.</summary>
    [HttpGet]
    [ProducesResponseType<CallerAnswer>(StatusCodes.Status200OK)]
    public IActionResult GetCaller() => CallerAnswer.Of(HttpContext);
}
