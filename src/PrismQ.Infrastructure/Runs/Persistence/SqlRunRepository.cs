using System.Data.Common;
using Dapper;
using PrismQ.Application.Common;
using PrismQ.Application.Runs;
using PrismQ.Application.SystemStatus.Performance;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Persistence;

/// <summary>The history of runs in SQL. Writes go through the one writer, reads beside it.</summary>
internal sealed class SqlRunRepository(
    RunDatabase database, RunWriter writer, RunRows rows, HistoryTrouble trouble, StoreActivity activity) : IRunRepository
{
    private readonly EndedRunCache _ended = new();
    private readonly Lock _countsGate = new();
    private (long Version, RunCounts Counts) _counts = (-1, RunCounts.None);

    public long Version => writer.Version;

    public async Task AddAsync(Run run, CancellationToken cancellationToken)
    {
        if (await WriteAsync(RunSql.Insert, run, cancellationToken) == 0)
        {
            throw new InvalidOperationException($"Run {run.Id} is in the history already.");
        }
    }

    public async Task UpdateAsync(Run run, CancellationToken cancellationToken)
    {
        if (await WriteAsync(RunSql.Update, run, cancellationToken) == 0)
        {
            throw new InvalidOperationException($"Run {run.Id} is not in the history.");
        }
    }

    public ValueTask<Run?> FindAsync(RunId id, CancellationToken cancellationToken) =>
        _ended.Find(id.Value) is { } ended ? ValueTask.FromResult<Run?>(ended) : new ValueTask<Run?>(ReadAsync(id, cancellationToken));

    public async Task<RunPage> ListAsync(RunFilter filter, int limit, int offset, RunCursor? after, CancellationToken cancellationToken)
    {
        var counts = await GetCountsAsync(cancellationToken);
        var sql = RunSql.Page(filter.ModuleId is not null, filter.Status is not null, after is not null);
        var runs = await ReadAllAsync(sql, PageParameters(filter, limit, offset, after), cancellationToken);
        if (runs.Count <= limit)
        {
            return new RunPage(runs, Total(counts, filter), null);
        }

        runs.RemoveAt(limit);
        return new RunPage(runs, Total(counts, filter), new RunCursor(runs[^1].CreatedAt, runs[^1].Id));
    }

    public async Task<IReadOnlyList<Run>> ListUnfinishedAsync(CancellationToken cancellationToken) =>
        await ReadAllAsync(RunSql.ListUnfinished, new { }, cancellationToken);

    public ValueTask<RunCounts> GetCountsAsync(CancellationToken cancellationToken)
    {
        lock (_countsGate)
        {
            return _counts.Version == Version ? ValueTask.FromResult(_counts.Counts) : new ValueTask<RunCounts>(ReadCountsAsync(cancellationToken));
        }
    }

    public Task<IReadOnlyList<RunId>> RemoveEndedAsync(
        DateTimeOffset? endedBefore, long? keep, int batchSize, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => RunRemoval.RemoveAsync(session, endedBefore, keep, batchSize), _ended.Remove, cancellationToken);

    public async Task<IReadOnlyList<RunId>> ListRemovedAsync(RunId? after, int limit, CancellationToken cancellationToken)
    {
        // Every id sorts after the empty text.
        var page = new CommandDefinition(RunSql.ListRemoved, new { After = after?.Value ?? "", Limit = limit }, cancellationToken: cancellationToken);
        var found = await ReadAsync(connection => connection.QueryAsync<string>(page), cancellationToken);
        return [.. found.Select(id => new RunId(id))];
    }

    public Task ForgetRemovedAsync(IReadOnlyList<RunId> ids, CancellationToken cancellationToken) => writer.WriteAsync(
        session => session.ExecuteAsync(RunSql.ForgetRemoved, ids.Select(id => new { RunId = id.Value })), committed: null, cancellationToken);

    private static long Total(RunCounts counts, RunFilter filter)
    {
        var ofModule = filter.ModuleId is { } module ? counts.Of(module) : counts.All;
        return filter.Status is { } status ? ofModule.Of(status) : ofModule.Total;
    }

    /// <summary>One row more than the page, to know whether there is a next one.</summary>
    private static object PageParameters(RunFilter filter, int limit, int offset, RunCursor? after) => new
    {
        ModuleId = filter.ModuleId?.Value,
        Status = filter.Status is { } status ? StatusNames.Of(status) : null,
        AfterCreatedAt = after?.CreatedAt.ToUnixMicroseconds(),
        AfterRunId = after?.Id.Value,
        Limit = limit + 1,
        Offset = offset,
    };

    private Task<int> WriteAsync(string sql, Run run, CancellationToken cancellationToken)
    {
        var row = rows.Of(run);
        return activity.WriteAsync(
            "write", () => writer.WriteAsync(session => session.WriteAsync(sql, row), committed: null, cancellationToken));
    }

    private async Task<Run?> ReadAsync(RunId id, CancellationToken cancellationToken) =>
        await ReadAllAsync(RunSql.Find, new { RunId = id.Value }, cancellationToken) is [var run] ? run : null;

    private Task<List<Run>> ReadAllAsync(string sql, object parameters, CancellationToken cancellationToken) => ReadAsync(
        async connection =>
        {
            var removals = _ended.Removals;
            var found = await connection.QueryAsync<RunRow>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
            return found.Select(row => Restore(row, removals)).ToList();
        },
        cancellationToken);

    private Run Restore(RunRow row, long removals)
    {
        if (_ended.Find(row.RunId) is { } ended)
        {
            return ended;
        }

        var run = rows.Restore(row);
        _ended.Keep(run, row.Parameters.Length, removals);
        return run;
    }

    private async Task<RunCounts> ReadCountsAsync(CancellationToken cancellationToken)
    {
        var version = Version;
        var found = await ReadAsync(
            connection => connection.QueryAsync<RunCountsRow>(new CommandDefinition(RunSql.Counts, cancellationToken: cancellationToken)),
            cancellationToken);
        var counts = RunCountsRow.ToCounts(found);
        lock (_countsGate)
        {
            if (version > _counts.Version)
            {
                // Writes that move no run (progress, for one) leave the counts as they are, and so their instance.
                _counts = (version, RunCountsRow.AreSame(_counts.Counts, counts) ? _counts.Counts : counts);
            }

            return _counts.Counts;
        }
    }

    private Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken) =>
        activity.ReadAsync("read", () => ExplainedAsync(read, cancellationToken));

    private async Task<T> ExplainedAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.OpenReaderAsync(cancellationToken);
            var found = await read(connection);
            trouble.ClearRead();
            return found;
        }
        catch (Exception exception) when (database.Explain(exception) is { } reason)
        {
            trouble.ReportRead(reason);
            throw new StorageUnavailableException(reason, exception);
        }
    }
}
