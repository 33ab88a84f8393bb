using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using PrismQ.Testing.Common;

namespace PrismQ.EndToEnd.Tests.Reliability;

/// <summary>What keeps a server from starting: one clear line each, and nothing is changed.</summary>
[CancelAfter(120_000)]
internal sealed class StartFaultTests
{
    private static readonly (string, string, string) Short = ("short", "echo done", "");

    [Test]
    public async Task Start_WhenThePortIsTaken_RefusesWithOneLine()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        await using var bed = new ServerBed(Short);
        var start = () => bed.StartAsync($"urls=http://{other.LocalEndpoint}");

        (await RefusalAsync(start)).Should().Contain("address already in use").And.Contain("--urls");
    }

    [Test]
    public async Task Start_WhenAnotherServerHasTheDataDirectory_RefusesWithOneLineAndLeavesTheOtherAlone(CancellationToken cancellationToken)
    {
        await using var bed = new ServerBed(Short);
        await bed.StartAsync();
        var second = () => ServerProcess.StartAsync(bed.DataDirectory, bed.ModulesFile);

        (await RefusalAsync(second)).Should().Contain("Another PrismQ server uses the data directory");
        var runId = await bed.LaunchAsync("short", cancellationToken);
        (await bed.EndOfAsync(runId, cancellationToken)).GetProperty("status").GetString().Should().Be("completed");
    }

    [Test]
    public async Task Start_WhenTheHistoryIsOfANewerVersion_RefusesWithOneLineAndTheNewerStillFindsIt(CancellationToken cancellationToken)
    {
        await using var bed = new ServerBed(Short);
        await bed.StartAsync();
        var runId = await bed.LaunchAsync("short", cancellationToken);
        await bed.EndOfAsync(runId, cancellationToken);
        await bed.EndServerAsync();
        await ExecuteAsync(bed, "INSERT INTO SchemaVersions (ScriptName, Applied) VALUES ('PrismQ.Migrations.Sqlite.9999_Future.sql', '2099-01-01')");
        var start = () => bed.StartAsync();

        (await RefusalAsync(start)).Should().Contain("written by a newer version");
        await ExecuteAsync(bed, "DELETE FROM SchemaVersions WHERE ScriptName LIKE '%9999_Future%'");
        await bed.StartAsync();
        (await bed.GetAsync($"/api/runs/{runId}", cancellationToken)).GetProperty("status").GetString().Should().Be("completed");
    }

    [TestCase("PrismQ:Limits:MaxRequestBodyBytes", "1000", "a number from 1024 to 104857600")]
    [TestCase("PrismQ:Limits:MaxConnections", "abc", "a number from 10 to 100000")]
    [TestCase("PrismQ:Runs:StopGraceSeconds", "many", "a number from 0 to 300")]
    [TestCase("PrismQ:Telemetry:Prometheus", "x", "true or false")]
    public async Task Start_WhenASettingIsWrong_NamesItWithItsValueAndWhatWouldBeRight(string setting, string value, string wanted)
    {
        await using var bed = new ServerBed(Short);
        var start = () => bed.StartAsync($"{setting}={value}");

        (await RefusalAsync(start)).Should().EndWith($"{setting} is '{value}'; it must be {wanted}.");
    }

    /// <summary>The one line that is printed when the start fails.</summary>
    private static async Task<string> RefusalAsync(Func<Task> start)
    {
        var message = (await start.Should().ThrowAsync<InvalidOperationException>()).Which.Message;
        message.Should().NotContain("   at ", "a stack says nothing to whoever starts a server");
        return message.Split('\n').Should().ContainSingle(line => line.StartsWith("PrismQ cannot start: ")).Which;
    }

    private static async Task ExecuteAsync(ServerBed bed, string sql)
    {
        await using var history = new SqliteConnection($"Data Source={Path.Combine(bed.DataDirectory, "history.db")};Pooling=False");
        await history.OpenAsync();
        await using var command = history.CreateCommand();
        command.CommandText = sql;
        (await command.ExecuteNonQueryAsync()).Should().Be(1);
    }
}
