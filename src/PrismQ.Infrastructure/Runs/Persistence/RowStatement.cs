using System.Data;
using System.Data.Common;
using System.Text.RegularExpressions;

namespace PrismQ.Infrastructure.Runs.Persistence;

/// <summary>A statement that takes a row's values, prepared once for its connection. A launch executes three of them. Not thread-safe.</summary>
internal sealed partial class RowStatement : IAsyncDisposable
{
    private static readonly Dictionary<string, Column> Columns = new Column[]
    {
        new(nameof(RunRow.RunId), DbType.String, row => row.RunId),
        new(nameof(RunRow.ModuleId), DbType.String, row => row.ModuleId),
        new(nameof(RunRow.ModuleName), DbType.String, row => row.ModuleName),
        new(nameof(RunRow.Status), DbType.String, row => row.Status),
        new(nameof(RunRow.CreatedAt), DbType.Int64, row => row.CreatedAt),
        new(nameof(RunRow.StartedAt), DbType.Int64, row => row.StartedAt),
        new(nameof(RunRow.CompletedAt), DbType.Int64, row => row.CompletedAt),
        new(nameof(RunRow.ItemsProcessed), DbType.Int64, row => row.ItemsProcessed),
        new(nameof(RunRow.ItemsTotal), DbType.Int64, row => row.ItemsTotal),
        new(nameof(RunRow.ExitCode), DbType.Int64, row => row.ExitCode),
        new(nameof(RunRow.Failure), DbType.String, row => row.Failure),
        new(nameof(RunRow.ErrorMessage), DbType.String, row => row.ErrorMessage),
        new(nameof(RunRow.StopProof), DbType.String, row => row.StopProof),
        new(nameof(RunRow.ProcessId), DbType.Int64, row => row.ProcessId),
        new(nameof(RunRow.ProcessStart), DbType.Int64, row => row.ProcessStart),
        new(nameof(RunRow.Metrics), DbType.String, row => row.Metrics),
        new(nameof(RunRow.Parameters), DbType.String, row => row.Parameters),
        new(nameof(RunRow.SecretNames), DbType.String, row => row.SecretNames),
    }.ToDictionary(column => "@" + column.Name);

    private readonly DbCommand _command;
    private readonly (DbParameter Parameter, Column Column)[] _values;
    private bool _isPrepared;

    public RowStatement(DbConnection connection, string sql)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        _values = [.. Names().Matches(sql).Select(match => match.Value).Distinct().Select(name => (Add(name), Columns[name]))];
    }

    /// <returns>How many rows it changed.</returns>
    public async Task<int> ExecuteAsync(RunRow row, DbTransaction transaction)
    {
        _command.Transaction = transaction;
        foreach (var (parameter, column) in _values)
        {
            parameter.Value = column.Of(row) ?? DBNull.Value;
        }

        if (!_isPrepared)
        {
            await _command.PrepareAsync();
            _isPrepared = true;
        }

        return await _command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => _command.DisposeAsync();

    [GeneratedRegex("@[A-Za-z]+")]
    private static partial Regex Names();

    private DbParameter Add(string name)
    {
        var parameter = _command.CreateParameter();
        (parameter.ParameterName, parameter.DbType) = (name, Columns[name].Type);
        _command.Parameters.Add(parameter);
        return parameter;
    }

    private sealed record Column(string Name, DbType Type, Func<RunRow, object?> Of);
}
