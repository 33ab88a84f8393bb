using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>A script that is a child of the server.</summary>
internal sealed class AttachedProcess : ILaunchedProcess
{
    private readonly OutputPump _pump;
    private readonly IProcessTree _tree;
    private readonly TimeProvider _time;

    public AttachedProcess(ProcessIdentity identity, OutputPump pump, IProcessTree tree, ProcessWatcher watcher, TimeProvider time)
    {
        (Identity, _pump, _tree, _time) = (identity, pump, tree, time);
        Exit = WatchAsync(watcher);
    }

    public ProcessIdentity Identity { get; }

    public Task<ProcessExit> Exit { get; }

    public Task<StopOutcome> StopAsync(TimeSpan grace, CancellationToken cancellationToken) =>
        _tree.StopAsync(Exit, grace, abandon: () => LibC.SendSignal(Identity.Id, LibC.Kill), _time, cancellationToken);

    public ValueTask DisposeAsync()
    {
        _tree.Release();
        return ValueTask.CompletedTask;
    }

    private async Task<ProcessExit> WatchAsync(ProcessWatcher watcher)
    {
        var code = await watcher.ReapAsync(Identity.Id);
        var at = _time.GetUtcNow();
        await _pump.FinishAsync();
        _pump.Dispose();
        return new ProcessExit(code, at);
    }
}
