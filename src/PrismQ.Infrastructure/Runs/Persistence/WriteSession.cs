using System.Data.Common;
using Dapper;

namespace PrismQ.Infrastructure.Runs.Persistence;

/// <summary>What one write of a batch may use: the writer's connection, inside the transaction of the batch.</summary>
internal sealed record WriteSession(WriterConnection Writer, DbTransaction Transaction)
{
    public DbConnection Connection => Writer.Connection;

    /// <param name="sql">One of few: it stays prepared.</param>
    public Task<int> WriteAsync(string sql, RunRow row) => Writer.Prepared(sql).ExecuteAsync(row, Transaction);

    public Task<int> ExecuteAsync(string sql, object parameters) => Connection.ExecuteAsync(sql, parameters, Transaction);

    public Task<T?> ReadAsync<T>(string sql) => Connection.ExecuteScalarAsync<T>(sql, transaction: Transaction);

    public Task<IEnumerable<T>> QueryAsync<T>(string sql, object parameters) => Connection.QueryAsync<T>(sql, parameters, Transaction);
}
