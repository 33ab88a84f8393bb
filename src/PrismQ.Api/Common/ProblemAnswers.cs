using System.Diagnostics;
using System.Net.Mime;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using PrismQ.Domain.Common;

namespace PrismQ.Api.Common;

/// <summary>The one place where a refusal becomes an answer.</summary>
internal static class ProblemAnswers
{
    public static Refusal Of(Error error) => new(StatusOf(error.Kind), error.Code, error.Message) { Fields = error.Fields };

    public static Task WriteAsync(HttpContext context, Refusal refusal)
    {
        var response = context.Response;
        response.StatusCode = refusal.Status;
        response.ContentType = MediaTypeNames.Application.ProblemJson;
        response.Headers.CacheControl = "no-store";
        if (refusal.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (refusal.Status == StatusCodes.Status413PayloadTooLarge && HttpProtocol.IsHttp11(context.Request.Protocol))
        {
            // Kestrel closes a connection whose body it will not read; a client that is not told sends its next request into the void.
            response.Headers.Connection = "close";
        }

        var problem = BodyOf(
            refusal,
            context.Request.PathBase.Add(context.Request.Path).ToUriComponent(),
            context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(),
            TraceIdOf(context));
        var body = JsonSerializer.SerializeToUtf8Bytes(problem, ApiJson.Options);
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    /// <summary>What an answer and the log call the same request.</summary>
    public static string TraceIdOf(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;

    public static Problem BodyOf(Refusal refusal, string instance, DateTimeOffset timestamp, string traceId) => new()
    {
        Type = "about:blank",
        Title = ReasonPhrases.GetReasonPhrase(refusal.Status),
        Status = refusal.Status,
        Detail = refusal.Detail,
        Instance = instance,
        ErrorCode = refusal.Code,
        Timestamp = timestamp,
        TraceId = traceId,
        Errors = refusal.Fields,
    };

    private static int StatusOf(ErrorKind kind) => kind switch
    {
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Malformed => StatusCodes.Status422UnprocessableEntity,
        ErrorKind.Invalid or ErrorKind.Refused => StatusCodes.Status400BadRequest,
        ErrorKind.Conflict => StatusCodes.Status409Conflict,
        ErrorKind.TooMany => StatusCodes.Status429TooManyRequests,
        ErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => throw new UnreachableException($"No status for {kind}."),
    };
}
