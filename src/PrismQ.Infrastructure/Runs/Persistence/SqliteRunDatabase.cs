using System.Data.Common;
using Dapper;
using DbUp;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using PrismQ.Application.Common;
using PrismQ.Infrastructure.Common;

namespace PrismQ.Infrastructure.Runs.Persistence;

/// <summary>The history in a file of its own: a write-ahead log, so that readers never wait for the writer, flushed at every commit.</summary>
internal sealed class SqliteRunDatabase(IOptions<StorageOptions> storage, IOptions<HistoryOptions> options) : RunDatabase
{
    public const string FileName = "history.db";

    private readonly string _file = Path.GetFullPath(Path.Combine(storage.Value.DataDirectory, FileName));
    private readonly string _reading = ConnectionString(storage.Value, options.Value, SqliteOpenMode.ReadOnly);
    private readonly string _writing = ConnectionString(storage.Value, options.Value, SqliteOpenMode.ReadWriteCreate);

    public override void Migrate()
    {
        try
        {
            // SQLite makes its files readable by all; the two beside it take after this one.
            PrivateFiles.CreateIfMissing(new SqliteConnectionStringBuilder(_writing).DataSource);
            using (var connection = new SqliteConnection(_writing))
            {
                connection.Open();
                connection.Execute("PRAGMA journal_mode = WAL");
            }

            RunMigrations.Apply(DeployChanges.To.SqliteDatabase(_writing), "Sqlite");
        }
        catch (SqliteException exception)
        {
            throw new StartupException(Explain(exception) ?? $"The run history cannot be opened: {exception.Message}", exception);
        }
        finally
        {
            SqliteConnection.ClearPool(new SqliteConnection(_writing));
        }
    }

    public override async Task<DbConnection> OpenWriterAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_writing);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await connection.ExecuteAsync("PRAGMA synchronous = FULL");
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override async Task<DbConnection> OpenReaderAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_reading);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    public override void EnsurePresent()
    {
        if (!File.Exists(_file))
        {
            throw new FileNotFoundException("The history is not where it was.", _file);
        }
    }

    // Result codes: https://sqlite.org/rescode.html
    public override string? Explain(Exception exception) => exception switch
    {
        FileNotFoundException => "The run history's file is gone.",
        SqliteException { SqliteErrorCode: 5 or 6 } => "The run history is locked by another program.",
        SqliteException { SqliteErrorCode: 3 or 8 } => "The run history is read-only for the service.",
        SqliteException { SqliteErrorCode: 10 } => "The run history cannot be read or written: the disk answers with an error.",
        SqliteException { SqliteErrorCode: 11 or 26 } =>
            "The run history is damaged. Stop the server, then restore history.db from a backup or move it away to begin a new one.",
        SqliteException { SqliteErrorCode: 13 } => "The run history cannot be written: the disk is full.",
        SqliteException { SqliteErrorCode: 14 } => "The run history cannot be opened.",
        _ => null,
    };

    public override ValueTask DisposeAsync()
    {
        SqliteConnection.ClearPool(new SqliteConnection(_reading));
        SqliteConnection.ClearPool(new SqliteConnection(_writing));
        return ValueTask.CompletedTask;
    }

    private static string ConnectionString(StorageOptions storage, HistoryOptions options, SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder
        {
            DataSource = Path.GetFullPath(Path.Combine(storage.DataDirectory, FileName)),
            Mode = mode,
            DefaultTimeout = options.LockTimeoutSeconds,
        }.ToString();
}
