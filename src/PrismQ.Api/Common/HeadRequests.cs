namespace PrismQ.Api.Common;

/// <summary>Lets HEAD work wherever GET does: the same answer, without its body.</summary>
internal static class HeadRequests
{
    private static readonly object IsHeadKey = new();

    public static IApplicationBuilder UseHeadRequests(this IApplicationBuilder app) => app.Use((context, next) =>
        HttpMethods.IsHead(context.Request.Method) ? WithoutBodyAsync(context, next) : next(context));

    public static bool IsHead(HttpContext context) => context.Items.ContainsKey(IsHeadKey);

    /// <summary>Adds HEAD to what an answer says is allowed: routing does not know of it.</summary>
    public static void AddTo(IHeaderDictionary headers)
    {
        if (headers.Allow is [{ } allow] && allow.Split(", ").Contains(HttpMethods.Get))
        {
            headers.Allow = $"{allow}, {HttpMethods.Head}";
        }
    }

    private static async Task WithoutBodyAsync(HttpContext context, RequestDelegate next)
    {
        var body = context.Response.Body;
        context.Items[IsHeadKey] = true;
        context.Request.Method = HttpMethods.Get;
        context.Response.Body = Stream.Null;
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = HttpMethods.Head;
            context.Response.Body = body;
        }
    }
}
