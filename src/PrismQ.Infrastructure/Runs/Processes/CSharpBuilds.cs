using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using PrismQ.Infrastructure.Common;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>
/// Compiles C# scripts before they are started, each state of a file once: starts that compile the same file at the same time destroy each
/// other's output. Thread-safe.
/// </summary>
internal sealed class CSharpBuilds
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Build> _builds = new(StringComparer.Ordinal);

    /// <summary>Completes when the script, as it is now, is compiled; answers what the compiler says when it cannot be.</summary>
    /// <param name="cancellationToken">Cancels the waiting; others may wait for the same build.</param>
    public async Task<string?> CompileAsync(string dotnet, string script, CancellationToken cancellationToken)
    {
        var stamp = FileStamp.Of(script);
        var build = _builds.AddOrUpdate(
            script,
            _ => new Build(stamp, () => RunAsync(dotnet, script)),
            (_, known) => known.Stamp == stamp ? known : new Build(stamp, () => AfterAsync(known, dotnet, script)));
        var failure = await build.Outcome.WaitAsync(cancellationToken);
        if (failure is not null)
        {
            // What was missing may be there the next time.
            _builds.TryRemove(KeyValuePair.Create(script, build));
        }

        return failure;
    }

    private static async Task<string?> AfterAsync(Build earlier, string dotnet, string script)
    {
        await ((Task)earlier.Outcome).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await RunAsync(dotnet, script);
    }

    private static async Task<string?> RunAsync(string dotnet, string script)
    {
        string[] arguments = ["build", script, "--nologo", "--verbosity", "quiet", "--disable-build-servers", "-consoleLoggerParameters:NoSummary"];
        using var limit = new CancellationTokenSource(Limit);
        var start = new ProcessStartInfo(dotnet, arguments)
        {
            WorkingDirectory = Path.GetDirectoryName(script) ?? "",
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }.WithoutOwnVariables();
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var output = await process.StandardOutput.ReadToEndAsync(limit.Token) + await errors;
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0 ? null : output.Trim();
        }
        catch (Exception refused) when (refused is Win32Exception or IOException)
        {
            return $"{dotnet} could not be started: {refused.Message}";
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return $"It took longer than {Limit.TotalMinutes} minutes.";
        }
    }

    private sealed class Build(FileStamp? stamp, Func<Task<string?>> compile)
    {
        private readonly Lazy<Task<string?>> _outcome = new(compile);

        public FileStamp? Stamp => stamp;

        public Task<string?> Outcome => _outcome.Value;
    }
}
