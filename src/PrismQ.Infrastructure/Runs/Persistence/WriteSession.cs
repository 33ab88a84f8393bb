using System.Data.Common;
using Dapper;

namespace PrismQ.Infrastructure.Runs.Persistence;

/// <summary>What one write of a batch may use: the writer's connection, inside the transaction of the batch.</summary>
internal sealed record WriteSession(DbConnection Connection, DbTransaction Transaction)
{
    public Task<int> ExecuteAsync(string sql, object parameters) => Connection.ExecuteAsync(sql, parameters, Transaction);

    public Task<T?> ReadAsync<T>(string sql) => Connection.ExecuteScalarAsync<T>(sql, transaction: Transaction);

    public Task<IEnumerable<T>> QueryAsync<T>(string sql, object parameters) => Connection.QueryAsync<T>(sql, parameters, Transaction);
}
