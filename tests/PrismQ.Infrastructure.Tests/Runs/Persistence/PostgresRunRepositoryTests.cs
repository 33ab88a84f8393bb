using Dapper;
using Microsoft.Extensions.Options;
using PrismQ.Application.Common;
using PrismQ.Infrastructure.Runs.Persistence;
using PrismQ.Testing.Runs;

namespace PrismQ.Infrastructure.Tests.Runs.Persistence;

/// <summary>The contract over a real PostgreSQL, and what only PostgreSQL shows.</summary>
internal sealed class PostgresRunRepositoryTests : RunRepositoryContract
{
    private static PostgresCluster? _cluster;

    private string? _connectionString;

    [OneTimeSetUp]
    public static async Task StartClusterAsync() => _cluster = await PostgresCluster.StartAsync();

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

    [Test]
    public async Task Add_WhenTheConnectionBreaksWhileItCommits_SaysThatItMayHaveHappened(CancellationToken cancellationToken)
    {
        await using (var connection = await History.OpenAsync())
        {
            await connection.ExecuteAsync(
                """
                CREATE FUNCTION break_connection() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END';
                CREATE CONSTRAINT TRIGGER breaks AFTER INSERT ON runs DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION break_connection();
                """);
        }

        var add = () => History.Repository.AddAsync(new RunBuilder().Build(), cancellationToken);

        (await add.Should().ThrowAsync<StorageUnavailableException>()).Which.MayHaveChanged.Should().BeTrue();
    }

    protected override RunDatabase CreateDatabase() =>
        new PostgresRunDatabase(Options.Create(new HistoryOptions { ConnectionString = _connectionString }));

    protected override void RemoveDatabase()
    {
        // It goes with its cluster.
    }

    protected override string UndoNewestMigration => "DROP FUNCTION remember_removed_run() CASCADE; DROP TABLE removed_runs";
}
