using MediatR;
using Microsoft.AspNetCore.Mvc;
using PrismQ.Api.Common;

namespace PrismQ.Api.Security;

/// <summary>Tickets for browsers, which cannot send a key with a stream or a download.</summary>
[Route(Changes.TicketsPath)]
public sealed class TicketsController(IMediator mediator) : ApiController(mediator)
{
    /// <summary>Issues a ticket: added as <c>?ticket=</c>, it opens one stream or download once, for a short time, with the rights of who asked for it.</summary>
    [HttpPost]
    [ProducesResponseType<TicketAnswer>(StatusCodes.Status200OK)]
    [Refuses(StatusCodes.Status415UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE")]
    [Refuses(StatusCodes.Status422UnprocessableEntity, "VALIDATION_ERROR")]
    public IActionResult CreateTicket(CreateTicketRequest request) => TicketAnswer.Issue(HttpContext, request);
}
