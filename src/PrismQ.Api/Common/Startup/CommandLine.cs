namespace PrismQ.Api.Common.Startup;

/// <summary>Tells the program's commands from what it serves with, so that a slip of the pen starts no server.</summary>
internal static class CommandLine
{
    private const string Usage = "Usage: PrismQ.Api [--<setting> <value> ...] | create-key <name> <operator|reader> | openapi <file> | --help";

    private static readonly string[] Help = ["--help", "-h", "-?", "/?", "help"];

    /// <summary>Says how the program is called, where that was asked for or is needed.</summary>
    /// <returns>The exit code to end with; null when the arguments are a command's or a server's.</returns>
    public static async Task<int?> ExplainAsync(string[] args, TextWriter output, TextWriter error)
    {
        switch (args)
        {
            case [var first, ..] when Help.Contains(first, StringComparer.OrdinalIgnoreCase):
                await output.WriteLineAsync(Usage);
                return 0;
            case ["create-key", _, _] or ["openapi", _]:
            case var settings when AreSettings(settings):
                return null;
            default:
                await error.WriteLineAsync(Usage);
                return 2;
        }
    }

    /// <summary>.NET passes over an argument that sets nothing, and a command after settings would be lost.</summary>
    private static bool AreSettings(ReadOnlySpan<string> args) => args switch
    {
        [] => true,
        [var first, .. var rest] when IsPair(first) => AreSettings(rest),
        [var first, _, .. var rest] when HasPrefix(first) => AreSettings(rest),
        _ => false,
    };

    /// <summary>A setting in one argument: <c>--key=value</c>, <c>/key=value</c> or <c>key=value</c>. In two it is <c>--key value</c> or <c>/key value</c>.</summary>
    private static bool IsPair(string argument) => argument.Contains('=') && (HasPrefix(argument) || !argument.StartsWith('-'));

    private static bool HasPrefix(string argument) => argument.StartsWith("--", StringComparison.Ordinal) || argument.StartsWith('/');
}
