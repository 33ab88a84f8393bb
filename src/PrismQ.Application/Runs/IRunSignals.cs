using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs;

/// <summary>Wakes who waits for something new of a run: lines of its log, or its state. Thread-safe.</summary>
public interface IRunSignals
{
    /// <summary>
    /// Completes at the next <see cref="Pulse"/> of the run. Take it before looking, so that nothing is missed between the look and the wait.
    /// </summary>
    Task NextAsync(RunId runId);

    /// <summary>Wakes every waiter of the run; costs next to nothing when there is none.</summary>
    void Pulse(RunId runId);
}
