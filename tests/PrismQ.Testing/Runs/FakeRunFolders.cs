using System.Threading.Channels;
using PrismQ.Application.Common;
using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;

namespace PrismQ.Testing.Runs;

/// <summary>Folders that are only names, with the result files that a test gives them.</summary>
public sealed class FakeRunFolders : IRunFolders
{
    private readonly Channel<RunId> _removals = Channel.CreateUnbounded<RunId>();
    private readonly TaskCompletionSource _refused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _listFault;

    /// <summary>Why no folder can be made; null while all is well.</summary>
    public string? Fault { get; set; }

    public Dictionary<string, byte[]> Results { get; } = [];

    public List<RunId> Removed { get; } = [];

    public RunFolder Of(RunId runId) => new($"/runs/{runId}", $"/runs/{runId}/stdout.log", $"/runs/{runId}/stderr.log", $"/runs/{runId}/output");

    public RunFolder Create(RunId runId) => Fault is null ? Of(runId) : throw new StorageUnavailableException(Fault);

    /// <summary>Runs whose cancel is noted.</summary>
    public HashSet<RunId> Cancelling { get; } = [];

    public void NoteCancel(RunId runId, bool isUnderWay)
    {
        if (Fault is not null)
        {
            throw new StorageUnavailableException(Fault);
        }

        _ = isUnderWay ? Cancelling.Add(runId) : Cancelling.Remove(runId);
    }

    public bool IsCancelNoted(RunId runId) => Cancelling.Contains(runId);

    /// <summary>Runs that have a folder, whatever the history says.</summary>
    public List<RunId> Existing { get; } = [];

    public IEnumerable<RunId> ListAll()
    {
        if (Interlocked.Exchange(ref _listFault, null) is not { } fault)
        {
            return Existing;
        }

        _refused.TrySetResult();
        throw fault;
    }

    /// <summary>Lets the next look at all folders fail. Completes when it did.</summary>
    public Task FailNextListingAsync(Exception fault)
    {
        _listFault = fault;
        return _refused.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>Bytes of folders; one that is not listed is empty.</summary>
    public Dictionary<RunId, long> Sizes { get; } = [];

    public long SizeOf(RunId runId) => Sizes.GetValueOrDefault(runId);

    /// <summary>Runs whose folder cannot be removed, and why.</summary>
    public Dictionary<RunId, Exception> Stuck { get; } = [];

    public void Remove(RunId runId)
    {
        if (Stuck.GetValueOrDefault(runId) is { } fault)
        {
            throw fault;
        }

        Existing.Remove(runId);
        Removed.Add(runId);
        _removals.Writer.TryWrite(runId);
    }

    /// <summary>Waits for the next folder to be removed.</summary>
    public async Task<RunId> NextRemovalAsync() => await _removals.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public IReadOnlyList<ResultFile> ListResults(RunId runId) =>
        [.. Results.Select(file => new ResultFile(file.Key, file.Value.Length, DateTimeOffset.UnixEpoch))];

    public OpenedFile? OpenResult(RunId runId, string path) =>
        Results.TryGetValue(path, out var bytes) ? new OpenedFile(new MemoryStream(bytes), "1", null) : null;
}
