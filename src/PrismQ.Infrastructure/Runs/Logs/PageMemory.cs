using System.Buffers;
using PrismQ.Application.Runs.Logs;

namespace PrismQ.Infrastructure.Runs.Logs;

/// <summary>The pooled memory behind one page.</summary>
internal sealed class PageMemory : IDisposable
{
    private const int BlockSize = 64 * 1024;

    private readonly List<byte[]> _rented = [];
    private LogLine[] _lines = [];
    private Memory<byte> _free;

    public LogLine[] RentLines(int count) => _lines = ArrayPool<LogLine>.Shared.Rent(count);

    public Memory<byte> Rent(int size)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(size);
        _rented.Add(bytes);
        return bytes.AsMemory(0, size);
    }

    /// <summary>Room for a text of at most <paramref name="size"/> bytes; <see cref="Keep"/> says how much of it stays in use.</summary>
    public Span<byte> Reserve(int size)
    {
        if (_free.Length < size)
        {
            _free = Rent(Math.Max(size, BlockSize));
        }

        return _free.Span[..size];
    }

    public ReadOnlyMemory<byte> Keep(int size)
    {
        var kept = _free[..size];
        _free = _free[size..];
        return kept;
    }

    public void Dispose()
    {
        foreach (var bytes in _rented)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }

        _rented.Clear();
        ArrayPool<LogLine>.Shared.Return(_lines, clearArray: true);
        _lines = [];
    }
}
