using Microsoft.Net.Http.Headers;

namespace PrismQ.Api.Panel;

/// <summary>
/// Answers with the panel's files. It stands before the door: the files hold nothing secret, and somebody without a key must see
/// the page that asks for one.
/// </summary>
internal sealed class PanelMiddleware(RequestDelegate next, PanelFiles files)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            return next(context);
        }

        if (request.Path.Value is { Length: > 1 } path && files.Find(path) is { } file)
        {
            return WriteAsync(context, file);
        }

        return !PanelPages.IsAskedFor(request) ? next(context)
            : files.Index is { } index ? WriteAsync(context, index)
            : WriteAsync(context, MissingPanel.Page);
    }

    private static async Task WriteAsync(HttpContext context, PanelFile file)
    {
        var response = context.Response;
        var headers = response.Headers;
        headers.ETag = file.ETag;
        headers.Vary = $"{HeaderNames.Accept}, {HeaderNames.AcceptEncoding}";
        headers.CacheControl = file.IsImmutable ? "public, max-age=31536000, immutable" : "no-cache";
        if (context.Request.Headers.IfNoneMatch.Contains(file.ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var (body, encoding) = file.BodyFor(context.Request.Headers.AcceptEncoding.ToString());
        headers.ContentEncoding = encoding;
        response.ContentType = file.ContentType;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, context.RequestAborted);
    }
}
