using System.Diagnostics;
using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>A script that .NET started, with its streams copied into their files.</summary>
internal sealed class ManagedProcess : ILaunchedProcess
{
    /// <summary>A grandchild may hold a pipe open for ever (dotnet/runtime#29232).</summary>
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly TimeProvider _time;

    public ManagedProcess(Process process, RunFolder folder, TimeProvider time)
    {
        (_process, _time) = (process, time);
        Identity = new ProcessIdentity(process.Id, process.StartTime.ToUniversalTime().Ticks);
        var output = Task.WhenAll(
            CopyAsync(process.StandardOutput.BaseStream, folder.Stdout),
            CopyAsync(process.StandardError.BaseStream, folder.Stderr));
        Exit = WatchAsync(output);
    }

    public ProcessIdentity Identity { get; }

    public Task<ProcessExit> Exit { get; }

    public async Task<StopOutcome> StopAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        // There is no way to ask that every program hears, so the grace is none.
        _process.Kill(entireProcessTree: true);
        await Exit.WaitAsync(cancellationToken);
        return new StopOutcome("tree", Survivors: 0);
    }

    public ValueTask DisposeAsync()
    {
        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task CopyAsync(Stream from, string path)
    {
        await using var to = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        await from.CopyToAsync(to);
    }

    private async Task<ProcessExit> WatchAsync(Task output)
    {
        await _process.WaitForExitAsync();
        var exit = new ProcessExit(_process.ExitCode, _time.GetUtcNow());
        await Task.WhenAny(output, Task.Delay(DrainLimit, _time));
        return exit;
    }
}
