using Dapper;
using PrismQ.Infrastructure.Runs.Persistence;

namespace PrismQ.Infrastructure.Tests.Runs.Persistence;

/// <summary>The contract over a real SQLite file, and what only SQLite shows.</summary>
internal sealed class SqliteRunRepositoryTests : RunRepositoryContract
{
    private readonly SqliteFolder _folder = new();

    [Test]
    public async Task Page_WhateverTheFilter_ReadsAnIndexInOrder([Values] bool ofModule, [Values] bool inStatus, [Values] bool afterCursor)
    {
        var sql = RunSql.Page(ofModule, inStatus, afterCursor);
        await using var connection = await History.OpenAsync();
        var parameters = new { ModuleId = "m", Status = "queued", AfterCreatedAt = 1L, AfterRunId = "r", Limit = 50, Offset = 0 };

        var plan = string.Join("\n", (await connection.QueryAsync($"EXPLAIN QUERY PLAN {sql}", parameters)).Select(step => (string)step.detail));

        plan.Should().Contain("USING INDEX runs_").And.NotContain("TEMP B-TREE");
        if (ofModule || inStatus || afterCursor)
        {
            plan.Should().StartWith("SEARCH").And.NotContain("SCAN");
        }
    }

    [TestCase(RunSql.RemoveOldest)]
    [TestCase(RunSql.RemoveEndedBefore)]
    public async Task Removal_WhateverTheLimit_ReadsTheIndexOfEndedRuns(string sql)
    {
        await using var connection = await History.OpenAsync();

        var plan = string.Join("\n", (await connection.QueryAsync($"EXPLAIN QUERY PLAN {sql}", new { Limit = 1, Before = 1L })).Select(step => (string)step.detail));

        plan.Should().Contain("runs_ended").And.NotContain("TEMP B-TREE FOR ORDER BY").And.NotContain("SCAN runs\n");
    }

    [Test]
    public async Task Open_Always_WritesAheadAndFlushesEveryCommit()
    {
        await using var connection = await History.OpenAsync();

        var (journal, synchronous) = (await connection.QuerySingleAsync<string>("PRAGMA journal_mode"), await connection.QuerySingleAsync<long>("PRAGMA synchronous"));

        journal.Should().Be("wal");
        synchronous.Should().Be(2, "FULL survives a loss of power");
    }

    protected override RunDatabase CreateDatabase() => _folder.Database();

    protected override void RemoveDatabase() => _folder.Dispose();

    protected override string UndoNewestMigration => "DROP TRIGGER runs_remembered; DROP TABLE removed_runs";
}
