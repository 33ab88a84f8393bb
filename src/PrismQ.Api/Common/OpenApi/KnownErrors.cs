using PrismQ.Api.Security;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;
using PrismQ.Domain.Runs;

namespace PrismQ.Api.Common.OpenApi;

/// <summary>What each error code means, and an answer that shows it.</summary>
/// <param name="Meaning">One sentence.</param>
/// <param name="Shown">A refusal as the server makes it.</param>
internal sealed record KnownError(string Meaning, Refusal Shown);

internal static class KnownErrors
{
    private static readonly ModuleId Module = new("word-trends");
    private static readonly RunId Run = new("run_20260131_083000_word-trends_1a2b3c4d");

    private static readonly Dictionary<string, string[]> BrokenRule = new() { ["top"] = ["top must be >= 1"] };

    /// <summary>The first of these that an operation takes is shown as wrong.</summary>
    private static readonly (string Field, string Message)[] Malformed =
    [
        ("parameters", "parameters must be an object"),
        ("path", TicketPaths.Expected),
        ("limit", "limit must be from 1 to 100"),
        ("tail", "tail must be between 1 and 10000"),
        ("after", $"after must be a whole number up to {long.MaxValue}"),
    ];

    private static readonly Dictionary<string, KnownError> ByCode = new()
    {
        ["UNAUTHORIZED"] = new("A key is needed, or the one that came is wrong.", DoorRefusals.NoKey),
        ["FORBIDDEN"] = new("The key may only read.", DoorRefusals.ReaderOnly),
        ["ORIGIN_NOT_ALLOWED"] = new("Web pages of this origin may not change anything.", DoorRefusals.ForeignOrigin),
        ["MODULE_NOT_FOUND"] = new("There is no such module.", Of(ModuleErrors.NotFound(Module))),
        ["MODULE_DISABLED"] = new("The module is disabled, inactive or in maintenance.", Of(new(
            Domain.Common.ErrorKind.Conflict, "MODULE_DISABLED", $"Module {Module} is in maintenance and cannot be run."))),
        ["INVALID_PARAMETERS"] = new("Parameters break the module's own rules.", Of(ConfigErrors.InvalidParameters(BrokenRule))),
        ["RUN_NOT_FOUND"] = new("There is no such run.", Of(RunErrors.NotFound(Run))),
        ["RUN_NOT_CANCELLABLE"] = new("The run has ended already.", Of(RunErrors.NotCancellable(RunStatus.Completed))),
        ["RUN_NOT_STOPPED"] = new("Processes of the run could not be ended.", Of(RunErrors.CouldNotBeStopped(Run, 1))),
        ["SECRETS_UNREADABLE"] = new("The run's passwords can no longer be decrypted, so that its output cannot be masked.", Of(RunErrors.SecretsUnreadable(Run))),
        ["FILE_NOT_FOUND"] = new("The run has no such result file.", Of(RunErrors.FileNotFound("top.csv"))),
        ["INVALID_TIMESTAMP"] = new("The time in since is malformed.", Of(RunErrors.InvalidTimestamp("yesterday"))),
        ["RESOURCE_LIMIT_EXCEEDED"] = new("No more runs can be taken now.", Of(RunErrors.QueueFull(100))),
        ["PRECONDITION_FAILED"] = new("The file is no longer the one that the request names.", Refusal.PreconditionFailed),
        ["RANGE_NOT_SATISFIABLE"] = new("The range lies outside the file.", Refusal.RangeNotSatisfiable),
        ["PAYLOAD_TOO_LARGE"] = new("The body is larger than the limit.", Refusal.TooLarge(1024 * 1024)),
        ["UNSUPPORTED_MEDIA_TYPE"] = new("The body is not JSON in UTF-8, or does not say so.", Refusal.NotJson),
        ["UPGRADE_REQUIRED"] = new("The request is no WebSocket handshake.", Refusal.NoSocket),
        ["RATE_LIMITED"] = new("Too many runs were started in a short time.", DoorRefusals.TooManyLaunches(1)),
        ["TOO_MANY_STREAMS"] = new("Too many live streams are open.", Refusal.TooManyStreams),
        ["INTERNAL_ERROR"] = new("Something unforeseen went wrong in the server.", Refusal.Unforeseen),
        ["SERVICE_UNAVAILABLE"] = new("The server is shutting down, or its storage cannot be used.", Refusal.StorageUnavailable),
    };

    /// <param name="fields">What the operation takes in its query and body.</param>
    public static KnownError Of(string code, IReadOnlyCollection<string> fields)
    {
        if (code != "VALIDATION_ERROR")
        {
            return ByCode[code];
        }

        var (field, message) = Malformed.First(malformed => fields.Contains(malformed.Field));
        return new("The request is malformed.", Refusal.Malformed(new Dictionary<string, string[]> { [field] = [message] }));
    }

    private static Refusal Of(Domain.Common.Error error) => ProblemAnswers.Of(error);
}
