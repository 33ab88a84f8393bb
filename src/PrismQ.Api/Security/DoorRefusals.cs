using PrismQ.Api.Common;

namespace PrismQ.Api.Security;

internal static class DoorRefusals
{
    public static Refusal NoKey { get; } = new(
        StatusCodes.Status401Unauthorized, "UNAUTHORIZED", "A key is needed: send it as X-Api-Key or as Authorization: Bearer.");

    public static Refusal ReaderOnly { get; } = new(
        StatusCodes.Status403Forbidden, "FORBIDDEN", "This key may only read; changing something takes a key with the role operator.");

    public static Refusal ForeignOrigin { get; } = new(
        StatusCodes.Status403Forbidden, "ORIGIN_NOT_ALLOWED", "Web pages of this origin may not change anything here; PrismQ:Cors:Origins lists those that may.");

    public static Refusal UnknownHost { get; } = new(
        StatusCodes.Status421MisdirectedRequest, "HOST_NOT_ALLOWED", "The server does not go by this host name; PrismQ:Security:AllowedHosts lists its names.");

    public static Refusal Wait(int seconds) => new(
        StatusCodes.Status429TooManyRequests, "RATE_LIMITED", $"Too many wrong keys came from this address. Wait {seconds} s.")
    {
        RetryAfterSeconds = seconds,
    };

    public static Refusal TooManyLaunches(int seconds) => new(
        StatusCodes.Status429TooManyRequests, "RATE_LIMITED", $"Too many runs were started in a short time. Wait {seconds} s.")
    {
        RetryAfterSeconds = seconds,
    };
}
