using Microsoft.AspNetCore.Mvc;
using PrismQ.Api.Common;

namespace PrismQ.Api.Security;

/// <summary>A ticket.</summary>
public sealed record TicketAnswer(string Ticket, DateTimeOffset ExpiresAt)
{
    /// <summary>Longest path that a ticket can be bound to.</summary>
    private const int MaxPathLength = 2048;

    internal static IActionResult Issue(HttpContext context, CreateTicketRequest request)
    {
        if (!request.Path.StartsWith("/api/", StringComparison.Ordinal) || request.Path.Length > MaxPathLength || request.Path.Contains('?'))
        {
            return new ProblemResult(Refusal.Malformed(new Dictionary<string, string[]>
            {
                ["path"] = ["path must be a path of this API without a query, for example /api/runs/events"],
            }));
        }

        var (ticket, expiresAt) = context.RequestServices.GetRequiredService<Tickets>()
            .Issue(request.Path, Caller.Of(context));
        return new LiveJson(new TicketAnswer(ticket, expiresAt));
    }
}
