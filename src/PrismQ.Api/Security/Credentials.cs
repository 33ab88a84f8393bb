namespace PrismQ.Api.Security;

/// <summary>What a request shows at the door.</summary>
internal readonly record struct Credentials(string? Key, string? Ticket)
{
    public const string KeyHeader = "X-Api-Key";

    private const string Bearer = "Bearer ";

    public static Credentials Of(HttpRequest request)
    {
        var key = request.Headers[KeyHeader].ToString();
        var authorization = request.Headers.Authorization.ToString();
        if (key.Length == 0 && authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            key = authorization[Bearer.Length..].Trim();
        }

        var ticket = key.Length == 0 ? request.Query["ticket"].ToString() : "";
        return new Credentials(key.Length > 0 ? key : null, ticket.Length > 0 ? ticket : null);
    }
}
