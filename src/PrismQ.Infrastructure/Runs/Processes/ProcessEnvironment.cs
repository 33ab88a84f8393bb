using System.Buffers;
using PrismQ.Application.Runs;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>The environment of a run's processes, the same under every launcher.</summary>
internal static class ProcessEnvironment
{
    private static readonly SearchValues<char> Letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    /// <summary>
    /// What the run is given, with its mark. Left out are names that a POSIX shell does not pass on, and the shell's own notes on where it
    /// is, which would name the server's folder.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Of(ProcessSpec spec) =>
        new Dictionary<string, string>(spec.Environment.Where(variable => IsPassedOn(variable.Key)), StringComparer.Ordinal)
        {
            [MarkedTree.Variable] = spec.RunId.Value,
        };

    private static bool IsPassedOn(string name) =>
        name is not ("PWD" or "OLDPWD" or "SHLVL" or "_" or "")
        && !char.IsAsciiDigit(name[0])
        && !name.AsSpan().ContainsAnyExcept(Letters);
}
