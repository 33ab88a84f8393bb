namespace PrismQ.Api.Security;

/// <summary>Tells requests that only read from those that change something.</summary>
internal static class Changes
{
    public const string TicketsPath = "/api/tickets";

    /// <summary>A ticket changes nothing: it only lets its holder read what the holder may read anyway.</summary>
    public static bool Nothing(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)
        || (HttpMethods.IsPost(request.Method) && request.Path.Value == TicketsPath);
}
