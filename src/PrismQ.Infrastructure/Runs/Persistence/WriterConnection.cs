using System.Data;
using System.Data.Common;

namespace PrismQ.Infrastructure.Runs.Persistence;

/// <summary>The writer's connection and what it has prepared. Not thread-safe.</summary>
internal sealed class WriterConnection(DbConnection connection) : IAsyncDisposable
{
    private readonly Dictionary<string, RowStatement> _statements = [];

    public DbConnection Connection { get; } = connection;

    /// <summary>False once it is known to be broken: a keep-alive finds that out between two writes.</summary>
    public bool IsOpen => Connection.State == ConnectionState.Open;

    public RowStatement Prepared(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            _statements[sql] = statement = new RowStatement(Connection, sql);
        }

        return statement;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var statement in _statements.Values)
        {
            await statement.DisposeAsync();
        }

        await Connection.DisposeAsync();
    }
}
