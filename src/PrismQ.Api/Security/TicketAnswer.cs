using Microsoft.AspNetCore.Mvc;
using PrismQ.Api.Common;

namespace PrismQ.Api.Security;

/// <summary>A ticket.</summary>
/// <param name="Ticket">Goes into the address as <c>?ticket=…</c>; opens that path once.</param>
/// <param name="ExpiresAt">Until when it can be used, UTC.</param>
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
