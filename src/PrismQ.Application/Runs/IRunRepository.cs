using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs;

/// <summary>
/// The history of runs, the waiting ones included. Thread-safe; lives as long as the process. A write has been committed to disk when it
/// returns. Every method throws <see cref="Common.StorageUnavailableException"/> when the database cannot be read or written.
/// </summary>
public interface IRunRepository
{
    /// <summary>Grows with every committed change, so that an answer made from one version can be used until the next.</summary>
    long Version { get; }

    /// <exception cref="InvalidOperationException">A run of this id is there already.</exception>
    Task AddAsync(Run run, CancellationToken cancellationToken);

    /// <summary>Stores the run's state as it is now.</summary>
    Task UpdateAsync(Run run, CancellationToken cancellationToken);

    ValueTask<Run?> FindAsync(RunId id, CancellationToken cancellationToken);

    /// <summary>A page, newest first (by creation, then id). A page by cursor costs the same at any depth.</summary>
    /// <param name="limit">1 to 100.</param>
    /// <param name="offset">0 or more, counted from the start or from the cursor.</param>
    Task<RunPage> ListAsync(RunFilter filter, int limit, int offset, RunCursor? after, CancellationToken cancellationToken);

    /// <summary>Runs that have not ended, oldest first.</summary>
    Task<IReadOnlyList<Run>> ListUnfinishedAsync(CancellationToken cancellationToken);

    /// <summary>Counts by module and status, from counters that are kept, never counted. The same instance until a change.</summary>
    ValueTask<RunCounts> GetCountsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Removes ended runs beyond the limits, oldest first, in one small batch. The history remembers them until
    /// <see cref="ForgetRemovedAsync"/>, so that their folders are found also by the next server.
    /// </summary>
    /// <param name="endedBefore">Runs that ended before this go; null keeps all ages.</param>
    /// <param name="keep">At most this many ended runs stay, 0 or more; null keeps any number.</param>
    /// <param name="batchSize">1 to 1000.</param>
    /// <returns>The runs that were removed; fewer than <paramref name="batchSize"/> means that no more are due.</returns>
    Task<IReadOnlyList<RunId>> RemoveEndedAsync(DateTimeOffset? endedBefore, long? keep, int batchSize, CancellationToken cancellationToken);

    /// <summary>Runs that were removed and are remembered, a page, by id.</summary>
    /// <param name="after">The last of the page before; null begins.</param>
    /// <param name="limit">1 to 1000; fewer in the answer means that there are no more.</param>
    Task<IReadOnlyList<RunId>> ListRemovedAsync(RunId? after, int limit, CancellationToken cancellationToken);

    /// <summary>Forgets removed runs, whose folders are gone. What is not remembered is left out.</summary>
    Task ForgetRemovedAsync(IReadOnlyList<RunId> ids, CancellationToken cancellationToken);
}
