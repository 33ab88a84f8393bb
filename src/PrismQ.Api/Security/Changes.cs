namespace PrismQ.Api.Security;

/// <summary>Tells requests that only read from those that change something.</summary>
internal static class Changes
{
    public const string TicketsPath = "/api/tickets";

    /// <summary>Whether it asks for something and sends nothing: all that a ticket is good for.</summary>
    public static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    /// <summary>A ticket changes nothing: it only lets its holder read what the holder may read anyway.</summary>
    public static bool Nothing(HttpRequest request) =>
        IsRead(request) || HttpMethods.IsOptions(request.Method)
        || (HttpMethods.IsPost(request.Method) && request.Path.Value == TicketsPath);
}
