using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace PrismQ.Api.Security;

/// <summary>
/// Tickets stand in for a key where a browser cannot send one (SSE, WebSocket, downloads): each opens one path, once, for a short time.
/// Thread-safe, and bounded.
/// </summary>
internal sealed class Tickets(IOptions<SecurityOptions> options, TimeProvider time)
{
    /// <summary>Tickets that are open at once; beyond, the oldest goes.</summary>
    private const int Capacity = 10_000;

    private readonly Lock _lock = new();
    private readonly OrderedDictionary<string, Ticket> _open = new(StringComparer.Ordinal);

    public (string Ticket, DateTimeOffset ExpiresAt) Issue(string path, Caller caller)
    {
        var ticket = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = time.GetUtcNow();
        var expiresAt = now.AddSeconds(options.Value.TicketSeconds);
        lock (_lock)
        {
            while (_open.Count > 0 && (_open.Count >= Capacity || _open.GetAt(0).Value.ExpiresAt <= now))
            {
                _open.RemoveAt(0);
            }

            _open[ticket] = new Ticket(path, caller, expiresAt);
        }

        return (ticket, expiresAt);
    }

    /// <summary>Who the ticket was issued to, when it opens this path now; it is used up whatever the answer.</summary>
    public Caller? Use(string ticket, string path)
    {
        lock (_lock)
        {
            return _open.Remove(ticket, out var issued) && issued.Path == path && issued.ExpiresAt > time.GetUtcNow() ? issued.Caller : null;
        }
    }

    private sealed record Ticket(string Path, Caller Caller, DateTimeOffset ExpiresAt);
}
