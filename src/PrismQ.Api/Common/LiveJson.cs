using Microsoft.AspNetCore.Mvc;

namespace PrismQ.Api.Common;

/// <summary>Answers an object as it is now.</summary>
internal sealed class LiveJson(object value, int status = StatusCodes.Status200OK) : IActionResult
{
    public const string ContentType = "application/json; charset=utf-8";

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.StatusCode = status;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        using var scratch = JsonScratch.Rent();
        var json = scratch.Serialize(value);

        // With its length known the answer goes out whole, without the chunk that would end it.
        response.ContentLength = json.Length;
        await response.Body.WriteAsync(json);
    }
}
