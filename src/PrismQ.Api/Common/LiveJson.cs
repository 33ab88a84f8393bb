using System.Text.Json;
using Microsoft.AspNetCore.Mvc;

namespace PrismQ.Api.Common;

/// <summary>Answers an object, serialised straight into the body.</summary>
internal sealed class LiveJson(object value, int status = StatusCodes.Status200OK) : IActionResult
{
    public const string ContentType = "application/json; charset=utf-8";

    public Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.StatusCode = status;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        return JsonSerializer.SerializeAsync(response.BodyWriter, value, value.GetType(), ApiJson.Options, context.HttpContext.RequestAborted);
    }
}
