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
            case [] or ["create-key", _, _] or ["openapi", _]:
            case [var first, ..] when IsSetting(first):
                return null;
            default:
                await error.WriteLineAsync(Usage);
                return 2;
        }
    }

    /// <summary>A command line sets things as <c>--key value</c>, <c>--key=value</c>, <c>/key value</c> or <c>key=value</c>.</summary>
    private static bool IsSetting(string argument) => argument.StartsWith('-') || argument.StartsWith('/') || argument.Contains('=');
}
