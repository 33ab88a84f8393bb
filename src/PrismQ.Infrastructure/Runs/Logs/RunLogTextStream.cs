using System.Buffers;
using PrismQ.Application.Common;
using PrismQ.Application.Runs.Logs;

namespace PrismQ.Infrastructure.Runs.Logs;

/// <summary>
/// A log as text, made as it is read, so that any range of it costs what it answers. One part is in memory at a time. A part that the log
/// gives up meanwhile is a notice of the same size, as its length has been told.
/// </summary>
internal sealed class RunLogTextStream : Stream
{
    /// <summary>Shorter than any line, which has a timestamp, a level and a stream before its text.</summary>
    private static ReadOnlySpan<byte> Removed => "[removed while this was downloaded]"u8;

    private readonly RunLogFiles _files;
    private readonly RunLogText _text;
    private byte[] _part = [];
    private long _partStart;
    private long _partEnd;
    private bool _closed;

    private RunLogTextStream(RunLogFiles files, RunLogText text) => (_files, _text) = (files, text);

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _text.Length;

    public string Version => _text.Version;

    public override long Position { get; set; }

    /// <summary>Keeps the files open until the stream is disposed.</summary>
    public static RunLogTextStream Open(RunLogFiles files, SecretMask mask, CancellationToken cancellationToken)
    {
        var text = RunLogText.Of(files, mask, cancellationToken);
        ObjectDisposedException.ThrowIf(!files.TryHold(), files);
        return new RunLogTextStream(files, text);
    }

    public override int Read(Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        if (Position >= Length || buffer.IsEmpty)
        {
            return 0;
        }

        if (Position < _partStart || Position >= _partEnd)
        {
            LoadPart();
        }

        var count = (int)Math.Min(buffer.Length, _partEnd - Position);
        _part.AsSpan((int)(Position - _partStart), count).CopyTo(buffer);
        Position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin)
    {
        var position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            _ => Length + offset,
        };
        return Position = position >= 0 ? position : throw new IOException("A position before the beginning was sought.");
    }

    public override void Flush()
    {
        // Nothing is ever written.
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_closed)
        {
            _closed = true;
            ArrayPool<byte>.Shared.Return(_part);
            _part = [];
            _files.Dispose();
        }

        base.Dispose(disposing);
    }

    private void LoadPart()
    {
        var (start, end) = _text.PartAt(Position);
        var size = (int)(end.Offset - start.Offset);
        if (_part.Length < size)
        {
            ArrayPool<byte>.Shared.Return(_part);
            _part = ArrayPool<byte>.Shared.Rent(size);
        }

        var part = _part.AsSpan(0, size);
        try
        {
            Write(start.Entry, (int)(end.Entry - start.Entry), part);
        }
        catch (TornIndexException) when (!ReferenceEquals(_text.Extent.Gap, _files.Extent.Gap))
        {
            part.Fill((byte)' ');
            Removed.CopyTo(part);
            part[^1] = (byte)'\n';
        }
        catch (IOException exception)
        {
            throw new StorageUnavailableException("The log of a run cannot be read.", exception);
        }

        (_partStart, _partEnd) = (start.Offset, end.Offset);
    }

    private void Write(long entry, int count, Span<byte> part)
    {
        using var page = LogPageReader.Read(_files, _text.Extent, entry, count, keepLast: false, _text.Mask);
        var format = new LogTextFormat(stackalloc byte[LogTextFormat.ScratchSize]);
        var written = 0;
        foreach (var line in page.Lines)
        {
            written += format.Write(line, part[written..]);
        }
    }
}
