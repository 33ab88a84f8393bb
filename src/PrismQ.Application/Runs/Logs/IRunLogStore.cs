using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs.Logs;

/// <summary>
/// The logs of all runs. The raw bytes that a script wrote are the truth; an index with one record a line makes every read cost only
/// what it answers. Thread-safe; lives as long as the process. A run without a log (it waits, or its log was removed) reads as empty.
/// </summary>
public interface IRunLogStore
{
    /// <summary>Reads lines. O(answer), whatever the size of the log; a page may hold fewer than asked, as its text is bounded.</summary>
    /// <exception cref="Common.StorageUnavailableException">The log cannot be read.</exception>
    ValueTask<LogPage> ReadAsync(RunId runId, SecretMask mask, LogQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// The log as text, a line each: <c>[timestamp] [LEVEL] [stream] text</c>. Its length and version are fixed when it is opened.
    /// </summary>
    /// <exception cref="Common.StorageUnavailableException">The log cannot be read.</exception>
    Task<OpenedFile> OpenTextAsync(RunId runId, SecretMask mask, CancellationToken cancellationToken);

    /// <summary>
    /// Begins to index what is written to the run's output files, from where an earlier capture ended, and pulses
    /// <see cref="IRunSignals"/> when there are new lines. One capture a run at a time.
    /// </summary>
    /// <param name="onDirective">
    /// Called in the order of the log with each line of stdout that begins with <c>::</c>, those of an earlier capture first.
    /// Must not block.
    /// </param>
    /// <param name="restate">Directives that say in short what all so far have said: they stand for those that the log gives up.</param>
    /// <exception cref="Common.StorageUnavailableException">The log cannot be opened or repaired.</exception>
    Task<IRunLogCapture> StartCaptureAsync(
        RunId runId, DirectiveHandler onDirective, Func<IReadOnlyList<string>> restate, CancellationToken cancellationToken);
}

/// <summary>Receives one directive line, without its line break; the bytes are valid during the call.</summary>
public delegate void DirectiveHandler(ReadOnlySpan<byte> line);

/// <summary>The indexing of one run that is under way. Disposing it stops the indexing where it is.</summary>
public interface IRunLogCapture : IAsyncDisposable
{
    /// <summary>What went wrong with the log while it was captured, for people; null when nothing did.</summary>
    string? Problem { get; }

    /// <summary>The time of the last line that was found; null when there is none.</summary>
    DateTimeOffset? LastLineAt { get; }

    /// <summary>
    /// Call when nothing more will be written: indexes everything to the files' ends, a last line without a break included. May be called
    /// again when it could not.
    /// </summary>
    /// <returns>Whether the log is whole; false while its files cannot be read or written.</returns>
    Task<bool> CompleteAsync(CancellationToken cancellationToken);
}
