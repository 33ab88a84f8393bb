using System.Data.Common;
using DbUp;
using Microsoft.Extensions.Options;
using Npgsql;
using PrismQ.Application.Common;

namespace PrismQ.Infrastructure.Runs.Persistence;

/// <summary>The history in a PostgreSQL database that exists already; its tables are made here.</summary>
internal sealed class PostgresRunDatabase(IOptions<HistoryOptions> options) : RunDatabase
{
    private readonly NpgsqlDataSource _writing = NpgsqlDataSource.Create(Writing(options.Value));
    private readonly NpgsqlDataSource _reading = NpgsqlDataSource.Create(
        options.Value.PostgresWith("-c default_transaction_read_only=on"));

    public override void Migrate()
    {
        try
        {
            RunMigrations.Apply(DeployChanges.To.PostgresqlDatabase(Writing(options.Value).ConnectionString), "Postgres");
        }
        catch (NpgsqlException exception)
        {
            throw new StartupException(Explain(exception) ?? $"The run history cannot be opened: {exception.Message}", exception);
        }
    }

    public override async Task<DbConnection> OpenWriterAsync(CancellationToken cancellationToken) =>
        await _writing.OpenConnectionAsync(cancellationToken);

    public override async Task<DbConnection> OpenReaderAsync(CancellationToken cancellationToken) =>
        await _reading.OpenConnectionAsync(cancellationToken);

    // Classes of SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html
    public override string? Explain(Exception exception) => exception switch
    {
        PostgresException { SqlState: "53100" } => "The run history cannot be written: the database server's disk is full.",
        PostgresException { SqlState: "25006" } => "The run history is read-only for the service.",
        PostgresException { SqlState: "55P03" } => "The run history is locked by another program.",
        PostgresException { SqlState: ['X', 'X', ..] } => "The run history is damaged: ask the database server's log.",
        PostgresException { SqlState: ['2', '8', ..] or "3D000" } => "The history database refuses the service: check user, password and database name.",
        PostgresException { SqlState: ['0', '8', ..] or ['5', '3', ..] or ['5', '7', ..] or ['5', '8', ..] } =>
            "The history database does not serve at the moment.",
        PostgresException => null,
        NpgsqlException => "The history database cannot be reached.",
        _ => null,
    };

    public override async ValueTask DisposeAsync()
    {
        await _reading.DisposeAsync();
        await _writing.DisposeAsync();
    }

    private static NpgsqlConnectionStringBuilder Writing(HistoryOptions options) =>
        options.PostgresWith("-c synchronous_commit=on");
}
