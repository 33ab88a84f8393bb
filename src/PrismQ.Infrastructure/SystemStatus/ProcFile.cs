using Microsoft.Win32.SafeHandles;

namespace PrismQ.Infrastructure.SystemStatus;

/// <summary>A file of <c>/proc</c>, kept open: reading it from its start makes the kernel write it anew, at half the cost of opening it.</summary>
internal sealed class ProcFile(string path) : IDisposable
{
    private readonly SafeFileHandle _handle = File.OpenHandle(path, share: FileShare.ReadWrite);

    /// <summary>Reads the beginning of the file, at most as much as fits.</summary>
    public ReadOnlySpan<byte> Read(Span<byte> buffer) => buffer[..RandomAccess.Read(_handle, buffer, 0)];

    public void Dispose() => _handle.Dispose();
}
