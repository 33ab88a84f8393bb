using System.Collections.Concurrent;
using System.Text;
using PrismQ.Application.Common;
using PrismQ.Application.Runs;
using PrismQ.Application.Runs.Logs;
using PrismQ.Domain.Runs;

namespace PrismQ.Testing.Runs;

/// <summary>Logs in memory. A test writes lines with <see cref="Write"/>; those that begin with <c>::</c> reach who captures.</summary>
public sealed class FakeRunLogStore : IRunLogStore
{
    private readonly ConcurrentDictionary<RunId, List<LogLine>> _lines = new();
    private readonly ConcurrentDictionary<RunId, Capture> _captures = new();

    /// <summary>What captures say went wrong; null while all is well.</summary>
    public string? Problem { get; set; }

    /// <summary>Why no capture can be completed; null while all is well.</summary>
    public string? Fault { get; set; }

    public void Write(RunId runId, string text)
    {
        var lines = _lines.GetOrAdd(runId, _ => []);
        var bytes = Encoding.UTF8.GetBytes(text);
        lock (lines)
        {
            lines.Add(new LogLine(lines.Count + 1, DateTimeOffset.UnixEpoch, LogLevel.Info, OutputStream.Stdout, bytes, false));
        }

        if (_captures.TryGetValue(runId, out var capture) && text.StartsWith("::", StringComparison.Ordinal))
        {
            capture.OnDirective(bytes);
        }
    }

    public bool IsComplete(RunId runId) => _captures.TryGetValue(runId, out var capture) && capture.IsComplete;

    public ValueTask<LogPage> ReadAsync(RunId runId, SecretMask mask, LogQuery query, CancellationToken cancellationToken)
    {
        var lines = _lines.GetOrAdd(runId, _ => []);
        lock (lines)
        {
            var wanted = query.After is { } after ? lines.Skip((int)after).Take(query.Count) : lines.TakeLast(query.Count);
            return ValueTask.FromResult(new LogPage([.. wanted], lines.Count));
        }
    }

    public Task<OpenedFile> OpenTextAsync(RunId runId, SecretMask mask, CancellationToken cancellationToken)
    {
        var text = new MemoryStream([.. _lines.GetOrAdd(runId, _ => []).SelectMany(line => line.Text.ToArray().Append((byte)'\n'))]);
        return Task.FromResult(new OpenedFile(text, "1", null));
    }

    /// <summary>How many captures cannot be started before one can.</summary>
    public int RefusedCaptures { get; set; }

    public DateTimeOffset? LastLineAt { get; set; }

    public Task<IRunLogCapture> StartCaptureAsync(
        RunId runId, DirectiveHandler onDirective, Func<IReadOnlyList<string>> restate, CancellationToken cancellationToken) =>
        RefusedCaptures-- > 0
            ? Task.FromException<IRunLogCapture>(new StorageUnavailableException("The log cannot be opened.", new IOException()))
            : Task.FromResult<IRunLogCapture>(_captures[runId] = new Capture(this, onDirective));

    private sealed class Capture(FakeRunLogStore store, DirectiveHandler onDirective) : IRunLogCapture
    {
        public DirectiveHandler OnDirective { get; } = onDirective;

        public bool IsComplete { get; private set; }

        public string? Problem => store.Problem ?? store.Fault;

        public DateTimeOffset? LastLineAt => store.LastLineAt;

        public Task<bool> CompleteAsync(CancellationToken cancellationToken)
        {
            IsComplete = store.Fault is null;
            return Task.FromResult(IsComplete);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
