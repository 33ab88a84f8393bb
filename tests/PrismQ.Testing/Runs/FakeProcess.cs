using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;

namespace PrismQ.Testing.Runs;

/// <summary>A script that ends when a test says so.</summary>
public sealed class FakeProcess(ProcessSpec? spec = null) : ILaunchedProcess
{
    private readonly TaskCompletionSource<ProcessExit> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ProcessSpec? Spec { get; } = spec;

    public ProcessIdentity Identity { get; } = new(4711, 815);

    public Task<ProcessExit> Exit => _exit.Task;

    /// <summary>What the next stops answer; the last answer stays.</summary>
    public Queue<StopOutcome> StopOutcomes { get; } = new([new StopOutcome("marker", 0)]);

    public int Stops { get; private set; }

    public bool IsDisposed { get; private set; }

    public void End(int? code, DateTimeOffset at = default, string? notStarted = null) =>
        _exit.TrySetResult(new ProcessExit(code, at, notStarted));

    public Task<StopOutcome> StopAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        Stops++;
        var outcome = StopOutcomes.Count > 1 ? StopOutcomes.Dequeue() : StopOutcomes.Peek();
        if (outcome.Survivors == 0)
        {
            End(143);
        }

        return Task.FromResult(outcome);
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}
