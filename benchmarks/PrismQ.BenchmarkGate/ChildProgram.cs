using System.Diagnostics;

namespace PrismQ.BenchmarkGate;

/// <summary>Runs other programs to their end.</summary>
internal static class ChildProgram
{
    /// <summary>What it wrote to its standard output.</summary>
    /// <exception cref="CannotJudgeException">It failed; the message has what it said.</exception>
    public static async Task<string> RunAsync(
        string folder, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new CannotJudgeException(program + " did not start");
        await using var killed = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        var said = await output;
        return process.ExitCode == 0
            ? said
            : throw new CannotJudgeException($"{program} {string.Join(' ', arguments)} failed:\n{said}\n{await errors}");
    }
}
