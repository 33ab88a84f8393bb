using System.Data.Common;
using Dapper;
using PrismQ.Infrastructure.Runs.Persistence;

namespace PrismQ.Infrastructure.Tests.Runs.Persistence;

/// <summary>
/// A real database whose writer can be made read-only under way, as a file system does that turns read-only after an error, and that can be
/// out of readers' reach.
/// </summary>
internal sealed class SwitchableDatabase(RunDatabase database) : RunDatabase
{
    private DbConnection? _writer;

    public bool IsReadOnly { get; private set; }

    /// <summary>Why nothing can be read; null while all is well.</summary>
    public Exception? ReadFault { get; set; }

    public Task SetReadOnlyAsync(bool isReadOnly)
    {
        IsReadOnly = isReadOnly;
        return ApplyAsync();
    }

    /// <summary>As a keep-alive does that finds the connection broken while nothing is written.</summary>
    public Task BreakWriterAsync() => _writer?.CloseAsync() ?? Task.CompletedTask;

    public override void Migrate() => database.Migrate();

    public override async Task<DbConnection> OpenWriterAsync(CancellationToken cancellationToken)
    {
        _writer = await database.OpenWriterAsync(cancellationToken);
        await ApplyAsync();
        return _writer;
    }

    public override Task<DbConnection> OpenReaderAsync(CancellationToken cancellationToken) =>
        ReadFault is { } fault ? Task.FromException<DbConnection>(fault) : database.OpenReaderAsync(cancellationToken);

    public override string? Explain(Exception exception) => database.Explain(exception);

    public override ValueTask DisposeAsync() => database.DisposeAsync();

    private Task ApplyAsync() => _writer is { State: System.Data.ConnectionState.Open } writer
        ? writer.ExecuteAsync($"PRAGMA query_only = {(IsReadOnly ? 1 : 0)}")
        : Task.CompletedTask;
}
