using System.Text.Json;
using Microsoft.AspNetCore.Mvc;

namespace PrismQ.Api.Common;

/// <summary>Answers an object, serialised straight into the body.</summary>
internal sealed class LiveJson(object value, int status = StatusCodes.Status200OK) : IActionResult
{
    public const string ContentType = "application/json; charset=utf-8";

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.StatusCode = status;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        await using var json = new Utf8JsonWriter(response.BodyWriter, ApiJson.WriterOptions);
        JsonSerializer.Serialize(json, value, value.GetType(), ApiJson.Options);

        // Nothing has been sent yet, and with its length known the answer goes out whole, without the chunk that would end it.
        response.ContentLength = json.BytesCommitted;
        await response.BodyWriter.FlushAsync(context.HttpContext.RequestAborted);
    }
}
