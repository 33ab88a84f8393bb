using PrismQ.Domain.Common;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs.Orchestration;

/// <summary>
/// Decides which run starts when: in the order in which they were added, as many at once as the settings allow. What waits is in the
/// history, so a restart keeps it. Thread-safe.
/// </summary>
public interface IRunQueue
{
    /// <summary>Takes a place for a run that is about to be committed, or says why there is none.</summary>
    Result<IRunPlace> Reserve();

    /// <summary>Adds a run that an earlier server left waiting; it gets a place whatever the limits say now.</summary>
    void Restore(ActiveRun run);

    /// <summary>Gives a slot to a run that an earlier server started, whatever the limits say now, until the task ends.</summary>
    void Occupy(Task running);

    /// <summary>Takes a run out of the queue. False when it does not wait any more.</summary>
    bool Remove(RunId id);

    /// <summary>The run's place among those that wait, from 1; null when it does not wait.</summary>
    int? PositionOf(RunId id);

    /// <summary>Begins to start runs, unless the queue was closed before. Until then they only wait.</summary>
    void Open();

    /// <summary>Starts and accepts nothing more; the server is shutting down.</summary>
    void Close();
}

/// <summary>A place in the queue. Disposed without <see cref="Fill"/>, it is free again.</summary>
public interface IRunPlace : IDisposable
{
    /// <summary>Whether a slot is kept for the run, so that it need not wait: it is to be committed as running.</summary>
    bool StartsAtOnce { get; }

    /// <summary>Hands over the committed run.</summary>
    void Fill(ActiveRun run);
}
