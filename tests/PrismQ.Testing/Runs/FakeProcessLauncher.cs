using System.Threading.Channels;
using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;

namespace PrismQ.Testing.Runs;

/// <summary>Starts <see cref="FakeProcess"/>es and hands them to the test in the order of their starts.</summary>
public sealed class FakeProcessLauncher : IProcessLauncher
{
    private readonly Channel<FakeProcess> _started = Channel.CreateUnbounded<FakeProcess>();

    public bool OutlivesServer { get; set; }

    public bool AdoptsByFolder { get; set; }

    /// <summary>Why nothing can be started; null while all is well.</summary>
    public string? Fault { get; set; }

    /// <summary>What the next starts throw that no launcher should.</summary>
    public Queue<Exception> Surprises { get; } = new();

    /// <summary>What is left of the runs of an earlier server; others were never started.</summary>
    public Dictionary<RunId, Adoption> Left { get; } = [];

    public int StartedCount { get; private set; }

    /// <summary>Waits for the next start.</summary>
    public async Task<FakeProcess> NextAsync() => await _started.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public Task<ILaunchedProcess> StartAsync(ProcessSpec spec, CancellationToken cancellationToken)
    {
        if (Fault is { } fault)
        {
            throw new ProcessStartException(fault);
        }

        if (Surprises.TryDequeue(out var surprise))
        {
            throw surprise;
        }

        var process = new FakeProcess(spec);
        StartedCount++;
        _started.Writer.TryWrite(process);
        return Task.FromResult<ILaunchedProcess>(process);
    }

    public Task<Adoption> AdoptAsync(RunId runId, RunFolder folder, ProcessIdentity? process, CancellationToken cancellationToken) =>
        Task.FromResult(Left.GetValueOrDefault(runId, new Adoption(null, WasStarted: false)));
}
