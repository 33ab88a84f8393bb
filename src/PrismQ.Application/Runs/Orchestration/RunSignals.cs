using System.Collections.Concurrent;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs.Orchestration;

/// <summary>Signals within this process. Holds something only for runs that somebody waits for.</summary>
internal sealed class RunSignals : IRunSignals
{
    private readonly ConcurrentDictionary<RunId, TaskCompletionSource> _waiting = new();

    public int Count => _waiting.Count;

    public Task NextAsync(RunId runId) => _waiting.GetOrAdd(
        runId, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Pulse(RunId runId)
    {
        if (_waiting.TryRemove(runId, out var waiting))
        {
            waiting.SetResult();
        }
    }
}
