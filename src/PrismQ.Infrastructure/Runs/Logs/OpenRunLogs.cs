using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Logs;

/// <summary>
/// The open logs: those under capture as long as that lasts, and of the others the ones used last. Thread-safe.
/// </summary>
internal sealed class OpenRunLogs : IDisposable
{
    /// <summary>Logs of ended runs that stay open, three files each.</summary>
    public const int Capacity = 64;

    private readonly Lock _lock = new();
    private readonly Dictionary<RunId, RunLogFiles> _captured = [];
    private readonly Dictionary<RunId, LinkedListNode<Entry>> _ended = [];
    private readonly LinkedList<Entry> _byUse = new();

    /// <summary>The open log of a run, held for the caller, who disposes it; null when it is not open.</summary>
    public RunLogFiles? Hold(RunId runId)
    {
        lock (_lock)
        {
            if (_captured.TryGetValue(runId, out var captured) && captured.TryHold())
            {
                return captured;
            }

            if (!_ended.TryGetValue(runId, out var node))
            {
                return null;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Files.TryHold() ? node.Value.Files : null;
        }
    }

    /// <summary>Whether a capture of the run is under way.</summary>
    public bool IsCaptured(RunId runId)
    {
        lock (_lock)
        {
            return _captured.ContainsKey(runId);
        }
    }

    /// <summary>Keeps the log of a run that is not captured open for later readers.</summary>
    public void Keep(RunId runId, RunLogFiles files)
    {
        lock (_lock)
        {
            if (_captured.ContainsKey(runId) || _ended.ContainsKey(runId) || !files.TryHold())
            {
                return;
            }

            _ended.Add(runId, _byUse.AddFirst(new Entry(runId, files)));
            if (_ended.Count > Capacity && _byUse.Last is { } oldest)
            {
                Drop(oldest);
            }
        }
    }

    public void BeginCapture(RunId runId, RunLogFiles files)
    {
        lock (_lock)
        {
            _captured.Add(runId, files);
            DropEnded(runId);
        }
    }

    public void EndCapture(RunId runId)
    {
        lock (_lock)
        {
            _captured.Remove(runId);
        }
    }

    /// <summary>Lets go of a run that is not captured, so that its files can be removed or repaired.</summary>
    public void Close(RunId runId)
    {
        lock (_lock)
        {
            DropEnded(runId);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            while (_byUse.Last is { } node)
            {
                Drop(node);
            }
        }
    }

    private void DropEnded(RunId runId)
    {
        if (_ended.TryGetValue(runId, out var node))
        {
            Drop(node);
        }
    }

    private void Drop(LinkedListNode<Entry> node)
    {
        _byUse.Remove(node);
        _ended.Remove(node.Value.RunId);
        node.Value.Files.Dispose();
    }

    private sealed record Entry(RunId RunId, RunLogFiles Files);
}
