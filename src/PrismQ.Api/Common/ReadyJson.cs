using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace PrismQ.Api.Common;

/// <summary>Answers an object whose JSON is kept, or 304 when the client has it already.</summary>
/// <param name="value">An object that does not change; handlers hand out the same instance until something has changed.</param>
internal sealed class ReadyJson(object value) : IActionResult
{
    public Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        var ready = ReadyBytes.Of(value).For(context.HttpContext.Request);
        response.Headers.ETag = ready.ETag;
        response.Headers.CacheControl = "no-cache";
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (Matches(context.HttpContext.Request.Headers.IfNoneMatch, ready.ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = LiveJson.ContentType;
        response.Headers.ContentEncoding = ready.Encoding;
        response.ContentLength = ready.Bytes.Length;
        return response.Body.WriteAsync(ready.Bytes).AsTask();
    }

    private static bool Matches(StringValues ifNoneMatch, string etag) =>
        ifNoneMatch.Count > 0
        && EntityTagHeaderValue.TryParseList(ifNoneMatch, out var tags)
        && tags.Any(tag => tag.Tag == "*" || tag.Tag == etag);
}
