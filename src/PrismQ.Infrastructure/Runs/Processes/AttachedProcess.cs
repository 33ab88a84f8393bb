using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>A script that is a child of the server.</summary>
internal sealed class AttachedProcess : ILaunchedProcess
{
    private readonly OutputPump _pump;
    private readonly IProcessTree _tree;
    private readonly TimeProvider _time;
    private readonly Task<int?> _reaped;

    public AttachedProcess(ProcessIdentity identity, OutputPump pump, IProcessTree tree, ProcessWatcher watcher, TimeProvider time)
    {
        (Identity, _pump, _tree, _time) = (identity, pump, tree, time);
        _reaped = watcher.ReapAsync(identity.Id);
        Exit = WatchAsync();
    }

    public ProcessIdentity Identity { get; }

    public Task<ProcessExit> Exit { get; }

    public Task<StopOutcome> StopAsync(TimeSpan grace, CancellationToken cancellationToken) =>
        _tree.StopAsync(Exit, grace, Abandon, _time, cancellationToken);

    public ValueTask DisposeAsync()
    {
        _tree.Release();
        return ValueTask.CompletedTask;
    }

    /// <summary>Once it is reaped, its id may be somebody else's.</summary>
    private void Abandon()
    {
        if (!_reaped.IsCompleted)
        {
            _ = LibC.SendSignal(Identity.Id, LibC.Kill);
        }
    }

    private async Task<ProcessExit> WatchAsync()
    {
        var code = await _reaped;
        var at = _time.GetUtcNow();
        await _pump.FinishAsync();
        _pump.Dispose();
        return new ProcessExit(code, at);
    }
}
