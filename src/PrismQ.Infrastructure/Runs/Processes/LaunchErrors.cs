using PrismQ.Domain.Common;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>Why a script cannot be run, by what the registry calls things.</summary>
internal static class LaunchErrors
{
    public static Error ScriptMissing(string script) => LaunchFailed($"The script does not exist: {script}");

    public static Error NotExecutable(string script) =>
        LaunchFailed($"The script may not be executed: {script}. Make it executable, or name an interpreter in the registry.");

    public static Error InterpreterMissing(string script, IReadOnlyList<string> programs) =>
        LaunchFailed($"The interpreter of {script} was not found: {string.Join(" or ", programs)}. Install it, or name another in the registry.");

    public static Error NotCompiled(string script, string output) => LaunchFailed($"{script} cannot be compiled: {output}");

    public static Error WorkingDirectoryMissing(string folder) => LaunchFailed($"The working directory does not exist: {folder}");

    private static Error LaunchFailed(string message) => new(ErrorKind.Refused, "LAUNCH_FAILED", message);
}
