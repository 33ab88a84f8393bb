using System.Collections.Concurrent;
using PrismQ.Application.Runs.Orchestration;
using PrismQ.Domain.Runs;

namespace PrismQ.Testing.Runs;

/// <summary>Processes that take what a test says.</summary>
public sealed class FakeProcessUsage : IProcessUsage
{
    public ConcurrentDictionary<ProcessIdentity, ProcessUsage> Usage { get; } = new();

    public int Readings { get; private set; }

    /// <summary>What the next reading throws.</summary>
    public Exception? Fault { get; set; }

    public IReadOnlyDictionary<ProcessIdentity, ProcessUsage> Read(IReadOnlyCollection<ProcessIdentity> leaders)
    {
        Readings++;
        if (Fault is { } fault)
        {
            Fault = null;
            throw fault;
        }

        return Usage.Where(pair => leaders.Contains(pair.Key)).ToDictionary();
    }
}
