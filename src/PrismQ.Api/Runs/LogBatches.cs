using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using PrismQ.Api.Common;
using PrismQ.Application.Runs;
using PrismQ.Application.Runs.Logs;

namespace PrismQ.Api.Runs;

/// <summary>Formats the lines of a log for its readers. Readers in step get the same bytes, made once. Thread-safe.</summary>
internal sealed class LogBatches
{
    /// <summary>Batches that are kept, and the size of the largest that is: 16 MiB at most.</summary>
    private const int KeptBatches = 256;
    private const int KeptBytes = 64 * 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<BatchKey, byte[]> _kept = [];
    private readonly Queue<BatchKey> _order = new();

    /// <summary>The log as server-sent events; each piece of memory is valid until the next is asked for.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ServerSentEvents(
        string runId, IAsyncEnumerable<RunLogEvent> events, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var buffer = new ArrayBufferWriter<byte>();
        await foreach (var (page, finalStatus) in events.WithCancellation(cancellationToken))
        {
            if (page is not null)
            {
                using var lines = page;
                yield return Format(runId, lines.Lines, buffer);
            }

            if (finalStatus is { } status)
            {
                yield return ServerSentEvent.Of("complete", id: null, Completion.Of(status));
            }
        }
    }

    private ReadOnlyMemory<byte> Format(string runId, IReadOnlyList<LogLine> lines, ArrayBufferWriter<byte> buffer)
    {
        if (lines.Count == 0)
        {
            return default;
        }

        var key = new BatchKey(runId, lines[0].Number, lines[^1].Number);
        if (Find(key) is { } kept)
        {
            return kept;
        }

        buffer.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(buffer, ApiJson.WriterOptions);
        foreach (var line in lines)
        {
            ServerSentEvent.Begin(buffer, "log", line.Number);
            LogEntryWriter.Write(writer, line);
            writer.Flush();
            writer.Reset();
            ServerSentEvent.End(buffer);
        }

        return buffer.WrittenCount <= KeptBytes ? Keep(key, buffer.WrittenSpan.ToArray()) : buffer.WrittenMemory;
    }

    private byte[]? Find(BatchKey key)
    {
        lock (_lock)
        {
            return _kept.GetValueOrDefault(key);
        }
    }

    private byte[] Keep(BatchKey key, byte[] batch)
    {
        lock (_lock)
        {
            if (_kept.TryAdd(key, batch))
            {
                _order.Enqueue(key);
            }

            if (_order.Count > KeptBatches)
            {
                _kept.Remove(_order.Dequeue());
            }
        }

        return batch;
    }

    private readonly record struct BatchKey(string RunId, long First, long Last);
}
