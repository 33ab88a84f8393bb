using Microsoft.AspNetCore.WebUtilities;

namespace PrismQ.Api.Common;

/// <summary>An error with the status it is answered by.</summary>
internal sealed record Refusal(int Status, string Code, string Detail)
{
    public IReadOnlyDictionary<string, string[]>? Fields { get; init; }

    /// <summary>Seconds after which the request may be tried again; null says nothing about it.</summary>
    public int? RetryAfterSeconds { get; init; }

    public static Refusal Unforeseen { get; } =
        new(StatusCodes.Status500InternalServerError, "INTERNAL_ERROR", "Something went wrong in the server. Its log tells more under this trace_id.");

    public static Refusal StorageUnavailable { get; } =
        new(StatusCodes.Status503ServiceUnavailable, "SERVICE_UNAVAILABLE", "The server's storage cannot be read or written now. Nothing was changed; try again later.")
        {
            RetryAfterSeconds = 5,
        };

    public static Refusal TooManyStreams { get; } =
        new(StatusCodes.Status429TooManyRequests, "TOO_MANY_STREAMS", "Too many live streams are open. Close one, or try again later.")
        {
            RetryAfterSeconds = 5,
        };

    public static Refusal NoSocket { get; } =
        new(StatusCodes.Status426UpgradeRequired, "UPGRADE_REQUIRED", "This address speaks WebSocket only; /logs/stream has the same as server-sent events.");

    public static Refusal Stopping { get; } =
        new(StatusCodes.Status503ServiceUnavailable, "SERVICE_UNAVAILABLE", "The server is shutting down.");

    public static Refusal NotJson { get; } = new(
        StatusCodes.Status415UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", "The body must be JSON in UTF-8 and say so: Content-Type: application/json.");

    public static Refusal PreconditionFailed { get; } =
        new(StatusCodes.Status412PreconditionFailed, "PRECONDITION_FAILED", "The file is another one than the request names by its tag or its date.");

    public static Refusal RangeNotSatisfiable { get; } =
        new(StatusCodes.Status416RangeNotSatisfiable, "RANGE_NOT_SATISFIABLE", "The range lies outside the file; Content-Range tells its size.");

    public static Refusal TooLarge(long limitBytes) =>
        new(StatusCodes.Status413PayloadTooLarge, "PAYLOAD_TOO_LARGE", $"The body is larger than {limitBytes} bytes.");

    public static Refusal Malformed(IReadOnlyDictionary<string, string[]> fields) =>
        ProblemAnswers.Of(Application.Common.RequestErrors.Malformed(fields));

    /// <summary>A refusal that has no body of its own yet, from its status alone.</summary>
    public static Refusal FromStatus(int status, HttpRequest request, long maxBodyBytes) => status switch
    {
        StatusCodes.Status404NotFound => new(status, "NOT_FOUND", "There is nothing at this address. /swagger lists what there is."),
        StatusCodes.Status405MethodNotAllowed => new(status, "METHOD_NOT_ALLOWED", $"{request.Method} is not possible here; the Allow header lists what is."),
        StatusCodes.Status413PayloadTooLarge => TooLarge(maxBodyBytes),
        StatusCodes.Status415UnsupportedMediaType => NotJson,
        _ => new(status, Upper(ReasonPhrases.GetReasonPhrase(status)), ReasonPhrases.GetReasonPhrase(status) + "."),
    };

    private static string Upper(string phrase) => phrase.Length == 0 ? "ERROR" : phrase.Replace(' ', '_').Replace('-', '_').ToUpperInvariant();
}
