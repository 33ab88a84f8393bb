namespace PrismQ.Api.Security;

/// <summary>
/// Lines in a file that only the service's user reads. It takes at most twice <see cref="MaxBytes"/>: one that is full becomes the old one,
/// <c>.1</c>, in place of an earlier one. Thread-safe.
/// </summary>
internal sealed class AuditFile(string path) : IDisposable
{
    public const long MaxBytes = 16 * 1024 * 1024;

    private readonly Lock _lock = new();
    private FileStream? _file;

    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public void Append(ReadOnlySpan<byte> line)
    {
        lock (_lock)
        {
            if (_file?.Length >= MaxBytes)
            {
                _file.Dispose();
                _file = null;
                File.Move(path, path + ".1", overwrite: true);
            }

            _file ??= Open();
            _file.Write(line);
            _file.Flush();
        }
    }

    public void Dispose() => _file?.Dispose();

    private FileStream Open()
    {
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }
}
