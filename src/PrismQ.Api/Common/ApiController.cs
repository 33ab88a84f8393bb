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
    /// <summary>What is as good as done when it begins, and what is to be done whether or not its client waits.</summary>
    protected Task<IActionResult> Send<T>(IRequest<Result<T>> message, Func<T, IActionResult> answer) =>
        SendAsync(message, answer, CancellationToken.None);

    /// <summary>What takes its time, and is worth nothing once its client has gone.</summary>
    /// <remarks>Actions do not take a token for that: to bind one takes about a third of a small request's way through MVC.</remarks>
    protected Task<IActionResult> SendWhileAwaited<T>(IRequest<Result<T>> message, Func<T, IActionResult> answer) =>
        SendAsync(message, answer, HttpContext.RequestAborted);

    private async Task<IActionResult> SendAsync<T>(IRequest<Result<T>> message, Func<T, IActionResult> answer, CancellationToken cancellationToken) =>
        (await mediator.Send(message, cancellationToken)).TryGet(out var value, out var error)
            ? answer(value)
            : new ProblemResult(ProblemAnswers.Of(error));
}
