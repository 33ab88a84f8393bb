using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using PrismQ.Application.Common;
using PrismQ.Infrastructure.Runs.Persistence;
using PrismQ.Testing.Common;

namespace PrismQ.Infrastructure.Tests.Runs.Persistence;

/// <summary>Servers that share a PostgreSQL database, each with a data directory of its own.</summary>
[CancelAfter(60_000)]
internal sealed class HistoryLockTests
{
    private static PostgresCluster? _cluster;

    private readonly FakeClock _clock = new(DateTimeOffset.UnixEpoch);

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

    [Test]
    public async Task Start_WhenAnotherServerHasTheHistory_RefusesWithOneLine()
    {
        var database = await CreateDatabaseAsync();
        await using var first = Server(database);
        await StartAsync(first);
        await using var second = Server(database);

        var start = StartAsync(second);
        await _clock.WaitedForAsync(HistoryLock.RetryInterval);
        _clock.Advance(TimeSpan.FromSeconds(60));

        var refusal = () => start;
        (await refusal.Should().ThrowAsync<StartupException>()).WithMessage("Another PrismQ server uses the history*a database of its own.")
            .Which.Message.Should().NotContain("\n");
    }

    [Test]
    public async Task Start_WhenAnotherServerHasTheHistoryByAnotherSearchPath_Refuses()
    {
        var database = await CreateDatabaseAsync();
        await using var first = Server(database);
        await StartAsync(first);
        await using (var connection = new NpgsqlConnection(database))
        {
            await connection.ExecuteAsync("CREATE SCHEMA nearer");
        }

        await using var second = Server(database + ";Search Path=nearer,public");
        var start = StartAsync(second);
        await _clock.WaitedForAsync(HistoryLock.RetryInterval);
        _clock.Advance(TimeSpan.FromSeconds(60));

        var refusal = () => start;
        await refusal.Should().ThrowAsync<StartupException>();
    }

    [Test]
    public async Task Start_WhenTheOtherServerEndsMeanwhile_GoesOn()
    {
        var database = await CreateDatabaseAsync();
        await using var first = Server(database);
        await StartAsync(first);
        await using var second = Server(database);
        var start = StartAsync(second);
        await _clock.WaitedForAsync(HistoryLock.RetryInterval);

        await KillLockAsync(database);
        await AdvanceUntilAsync(start);

        start.IsCompletedSuccessfully.Should().BeTrue();
    }

    [Test]
    public async Task Start_WhenTheOtherServerHasAnotherDatabase_DoesNotWait()
    {
        await using var first = Server(await CreateDatabaseAsync());
        await using var second = Server(await CreateDatabaseAsync());

        await StartAsync(first);
        var start = () => StartAsync(second);

        await start.Should().NotThrowAsync();
    }

    [Test]
    public async Task Server_WhenItsConnectionBreaks_TakesTheLockAgain()
    {
        var database = await CreateDatabaseAsync();
        await using var first = Server(database);
        await StartAsync(first);
        await _clock.WaitedForAsync(HistoryLock.CheckInterval);

        await KillLockAsync(database);
        _clock.Advance(HistoryLock.CheckInterval);
        await _clock.WaitedForAsync(HistoryLock.CheckInterval);

        var log = (RecordingLogger<HistoryLock>)first.GetRequiredService<ILogger<HistoryLock>>();
        log.Messages.Should().HaveCount(2).And.HaveElementAt(1, "The lock of the run history is taken again.");
        (await LocksAsync(database)).Should().Be(1);
    }

    private static Task<string> CreateDatabaseAsync() => _cluster?.CreateDatabaseAsync() ?? throw new InvalidOperationException("There is no cluster.");

    /// <summary>What a server has of the history, as it is registered.</summary>
    private ServiceProvider Server(string database)
    {
        var settings = new Dictionary<string, string?> { ["PrismQ:History:ConnectionString"] = database, ["PrismQ:History:LockTimeoutSeconds"] = "60" };
        return new ServiceCollection()
            .AddSingleton(typeof(ILogger<>), typeof(RecordingLogger<>))
            .AddSingleton<TimeProvider>(_clock)
            .AddRunPersistence(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider();
    }

    private static async Task StartAsync(IServiceProvider server)
    {
        foreach (var service in server.GetServices<IHostedService>().OfType<IHostedLifecycleService>())
        {
            await service.StartingAsync(CancellationToken.None);
        }
    }

    /// <summary>Takes the lock's connection away, as the end of its server does.</summary>
    private static Task KillLockAsync(string database) => CountAsync(
        database, "SELECT count(pg_terminate_backend(pid, 30000)) FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = ");

    private static Task<long> LocksAsync(string database) =>
        CountAsync(database, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = ");

    private static async Task<long> CountAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        return await connection.ExecuteScalarAsync<long>(sql + "(SELECT oid FROM pg_database WHERE datname = current_database())");
    }

    private async Task AdvanceUntilAsync(Task done)
    {
        while (!done.IsCompleted)
        {
            _clock.Advance(HistoryLock.RetryInterval);
            await Task.WhenAny(done, _clock.WaitedForAsync(HistoryLock.RetryInterval));
        }

        await done;
    }
}
