using MediatR;
using Microsoft.AspNetCore.Mvc;
using PrismQ.Domain.Common;

namespace PrismQ.Api.Common;

/// <summary>Sends a message and answers its outcome.</summary>
[ApiController]
[Refuses(StatusCodes.Status401Unauthorized, "UNAUTHORIZED")]
[Refuses(StatusCodes.Status403Forbidden, "FORBIDDEN", "ORIGIN_NOT_ALLOWED")]
[Refuses(StatusCodes.Status500InternalServerError, "INTERNAL_ERROR")]
[Refuses(StatusCodes.Status503ServiceUnavailable, "SERVICE_UNAVAILABLE")]
public abstract class ApiController(IMediator mediator) : ControllerBase
{
    /// <remarks>
    /// Ends with the request. Actions do not take a token for that: binding one takes about a third of a small request's way through MVC.
    /// </remarks>
    protected async Task<IActionResult> Send<T>(IRequest<Result<T>> message, Func<T, IActionResult> answer) =>
        (await mediator.Send(message, HttpContext.RequestAborted)).TryGet(out var value, out var error)
            ? answer(value)
            : new ProblemResult(ProblemAnswers.Of(error));
}
