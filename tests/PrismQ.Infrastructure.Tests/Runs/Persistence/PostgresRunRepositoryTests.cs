using Dapper;
using Microsoft.Extensions.Options;
using PrismQ.Infrastructure.Runs.Persistence;

namespace PrismQ.Infrastructure.Tests.Runs.Persistence;

/// <summary>The contract over a real PostgreSQL, and what only PostgreSQL shows.</summary>
internal sealed class PostgresRunRepositoryTests : RunRepositoryContract
{
    private static PostgresCluster? _cluster;

    private string? _connectionString;

    [OneTimeSetUp]
    public static async Task StartClusterAsync()
    {
        _cluster = await PostgresCluster.StartAsync();
        if (_cluster is null)
        {
            Assert.Ignore("PostgreSQL is not installed below /usr/lib/postgresql.");
        }
    }

    [OneTimeTearDown]
    public static async Task StopClusterAsync()
    {
        if (_cluster is { } cluster)
        {
            await cluster.DisposeAsync();
        }
    }

    [SetUp]
    public override async Task OpenHistoryAsync()
    {
        _connectionString = _cluster is { } cluster ? await cluster.CreateDatabaseAsync() : null;
        await base.OpenHistoryAsync();
    }

    [Test]
    public async Task Page_WhateverTheFilter_ReadsAnIndexInOrder([Values] bool ofModule, [Values] bool inStatus, [Values] bool afterCursor)
    {
        var sql = RunSql.Page(ofModule, inStatus, afterCursor);
        await using var connection = await History.OpenAsync();
        await connection.ExecuteAsync("SET enable_seqscan = off; SET enable_bitmapscan = off");
        var parameters = new { ModuleId = "m", Status = "queued", AfterCreatedAt = 1L, AfterRunId = "r", Limit = 50, Offset = 0 };

        var plan = string.Join("\n", await connection.QueryAsync<string>($"EXPLAIN {sql}", parameters));

        plan.Should().Contain("Index Scan using runs_").And.NotContain("Sort");
    }

    protected override RunDatabase CreateDatabase() =>
        new PostgresRunDatabase(Options.Create(new HistoryOptions { ConnectionString = _connectionString }));

    protected override void RemoveDatabase()
    {
        // It goes with its cluster.
    }

    protected override string UndoNewestMigration => "DROP FUNCTION remember_removed_run() CASCADE; DROP TABLE removed_runs";
}
