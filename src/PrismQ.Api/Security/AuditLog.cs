using System.Text.Json;
using Microsoft.Extensions.Options;
using PrismQ.Api.Common;
using PrismQ.Application.Common;

namespace PrismQ.Api.Security;

/// <summary>Keeps one JSON line for every request that could change something, in <c>audit.log</c> of the data directory. Thread-safe.</summary>
internal sealed partial class AuditLog(IOptions<StorageOptions> storage, ILogger<AuditLog> log) : IDisposable
{
    /// <summary>Bytes after which the file becomes <c>audit.log.1</c>, in place of an earlier one.</summary>
    private const long MaxBytes = 16 * 1024 * 1024;

    private readonly Lock _lock = new();
    private FileStream? _file;

    private string Path => System.IO.Path.Combine(storage.Value.DataDirectory, "audit.log");

    public void Write(AuditEntry entry)
    {
        LogChange(entry.Who, entry.Action, entry.Status, entry.Subject);
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(entry, ApiJson.Options), (byte)'\n'];
        try
        {
            lock (_lock)
            {
                Append(line);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogUnwritten(exception);
        }
    }

    public void Dispose() => _file?.Dispose();

    private void Append(byte[] line)
    {
        if (_file?.Length >= MaxBytes)
        {
            _file.Dispose();
            _file = null;
            File.Move(Path, Path + ".1", overwrite: true);
        }

        _file ??= Open();
        _file.Write(line);
        _file.Flush();
    }

    private FileStream Open()
    {
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path, options);
    }

    [LoggerMessage(4020, LogLevel.Information, "{Who}: {Action} was answered {Status} {Subject}")]
    private partial void LogChange(string who, string action, int status, string? subject);

    [LoggerMessage(4021, LogLevel.Error, "The audit log cannot be written")]
    private partial void LogUnwritten(Exception exception);
}

/// <summary>One line of the audit log.</summary>
/// <param name="Who">The name of the key, or <c>anonymous</c> where none is required.</param>
/// <param name="Action">Method and path.</param>
/// <param name="Subject">What came out of it, where it has an address.</param>
internal sealed record AuditEntry(DateTimeOffset At, string Who, string Address, string Action, int Status, string? Subject, string TraceId);
