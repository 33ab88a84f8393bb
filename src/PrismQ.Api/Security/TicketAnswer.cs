using Microsoft.AspNetCore.Mvc;
using PrismQ.Api.Common;

namespace PrismQ.Api.Security;

/// <summary>A ticket.</summary>
public sealed record TicketAnswer(string Ticket, DateTimeOffset ExpiresAt)
{
    internal static IActionResult Issue(HttpContext context, CreateTicketRequest request)
    {
        if (TicketPaths.Find(request.Path) is not { } path)
        {
            return new ProblemResult(Refusal.Malformed(new Dictionary<string, string[]> { ["path"] = [TicketPaths.Expected] }));
        }

        var (ticket, expiresAt) = context.RequestServices.GetRequiredService<Tickets>().Issue(path, Caller.Of(context));
        return new LiveJson(new TicketAnswer(ticket, expiresAt));
    }
}
