using System.Text.Json;
using Microsoft.Extensions.Options;
using PrismQ.Api.Common;
using PrismQ.Application.Common;

namespace PrismQ.Api.Security;

/// <summary>
/// Keeps one JSON line for every request that could change something, in the data directory: in <c>audit.log</c> what came past the door, in
/// <c>audit-refused.log</c> what did not, so that whoever has no key cannot push out the lines of those who have. Thread-safe.
/// </summary>
internal sealed partial class AuditLog(IOptions<StorageOptions> storage, ILogger<AuditLog> log) : IDisposable
{
    private readonly AuditFile _changes = new(Path.Combine(storage.Value.DataDirectory, "audit.log"));
    private readonly AuditFile _refusals = new(Path.Combine(storage.Value.DataDirectory, "audit-refused.log"));

    public void WriteChange(AuditEntry entry)
    {
        LogChange(entry.Who, entry.Action, entry.Status, entry.Subject);
        Write(_changes, entry);
    }

    /// <summary>Not in the server's own log: anybody can send what is refused, as much of it as the network carries.</summary>
    public void WriteRefusal(AuditEntry entry) => Write(_refusals, entry);

    public void Dispose()
    {
        _changes.Dispose();
        _refusals.Dispose();
    }

    private void Write(AuditFile file, AuditEntry entry)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(entry, ApiJson.Options), (byte)'\n'];
        try
        {
            file.Append(line);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogUnwritten(exception);
        }
    }

    [LoggerMessage(4020, LogLevel.Information, "{Who}: {Action} was answered {Status} {Subject}")]
    private partial void LogChange(string? who, string action, int status, string? subject);

    [LoggerMessage(4021, LogLevel.Error, "The audit log cannot be written")]
    private partial void LogUnwritten(Exception exception);
}

/// <summary>One line of the audit log.</summary>
/// <param name="Who">The name of the key, <c>anonymous</c> where none is required; null when it came with none that is known.</param>
/// <param name="Action">Method and path.</param>
/// <param name="Subject">What came out of it, where it has an address.</param>
internal sealed record AuditEntry(DateTimeOffset At, string? Who, string Address, string Action, int Status, string? Subject, string TraceId);
