using PrismQ.Domain.Common;

namespace PrismQ.Domain.Runs;

public static class RunErrors
{
    public static Error NotFound(RunId id) => new(ErrorKind.NotFound, "RUN_NOT_FOUND", $"Run not found: {id}");

    public static Error NotCancellable(RunStatus status) =>
        new(ErrorKind.Refused, "RUN_NOT_CANCELLABLE", $"Cannot cancel run: already {status.ToString().ToLowerInvariant()}");

    public static Error InvalidTimestamp(string value) =>
        new(ErrorKind.Refused, "INVALID_TIMESTAMP", $"Invalid timestamp '{value}' in since: use ISO 8601, for example 2026-01-31T08:30:00Z.");

    public static Error QueueFull(int capacity) =>
        new(ErrorKind.Conflict, "RESOURCE_LIMIT_EXCEEDED", $"The waiting queue is full ({capacity} runs). Try again when some have started.");

    public static Error NoFreeSlot(int maxConcurrent) =>
        new(ErrorKind.Conflict, "RESOURCE_LIMIT_EXCEEDED", $"All {maxConcurrent} run slots are taken. Try again when one is free.");

    public static Error SecretsUnreadable(RunId id) => new(
        ErrorKind.Conflict,
        "SECRETS_UNREADABLE",
        $"The passwords of run {id} cannot be decrypted, so they could not be masked in what it printed and wrote, and none of that is shown. "
        + "Restore the folder of the encryption keys and restart the server.");

    public static Error FileNotFound(string path) =>
        new(ErrorKind.NotFound, "FILE_NOT_FOUND", $"The run has no result file '{path}'.");

    public static Error ShuttingDown { get; } =
        new(ErrorKind.Unavailable, "SERVICE_UNAVAILABLE", "The server is shutting down and starts no new runs.");

    public static Error DiskGone { get; } =
        new(ErrorKind.Unavailable, "SERVICE_UNAVAILABLE", "The data directory's disk cannot be read.");

    public static Error DiskNearlyFull(string freeMegabytes, string neededMegabytes) => new(
        ErrorKind.Unavailable,
        "SERVICE_UNAVAILABLE",
        $"The data directory's disk is nearly full: {freeMegabytes} MB are free, {neededMegabytes} MB must be (PrismQ:Limits:MinFreeBytes).");

    public static Error Unattended(RunId id) => new(
        ErrorKind.Unavailable,
        "RUN_NOT_STOPPED",
        $"Run {id} cannot be stopped: a fault of the server left it alone. Restart the server, which then takes it over.");

    public static Error CouldNotBeStopped(RunId id, int survivors) =>
        new(ErrorKind.Unavailable, "RUN_NOT_STOPPED", $"Run {id} could not be stopped: {survivors} of its processes are still there.");
}
