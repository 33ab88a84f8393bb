using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace PrismQ.EndToEnd.Tests.Reliability;

/// <summary>The disk under the data directory fills up or becomes read-only while the real server works on it, and recovers.</summary>
[Platform("Linux")]
[CancelAfter(120_000)]
internal sealed class DiskFaultTests
{
    /// <summary>The disk is smaller than what new runs need free by default.</summary>
    private const string AnyDisk = "PrismQ:Limits:MinFreeBytes=0";

    private const string Ends = """
        echo before; while [ ! -e "${0%/*}/go" ]; do sleep 0.05; done; exit 7
        """;

    /// <summary>Prints several pages once it may, and ends with 7 only when some of that was refused.</summary>
    private const string Prints = """
        echo before; while [ ! -e "${0%/*}/go" ]; do sleep 0.05; done; i=0 code=9
        while [ "$i" -lt 2000 ]; do i=$((i + 1)); echo "after $i" || code=7; done
        : >"${0%/*}/printed"; exit "$code"
        """;

    private static readonly (string, string, string) Short = ("short", "echo done", """{"name": "text", "type": "text"}""");

    [Test]
    public async Task Launch_WhenTheDiskIsFull_IsRefusedAndWorksAgainWhenThereIsRoom(CancellationToken cancellationToken)
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 16);
        await using var bed = new ServerBed(Short) { DataDirectory = Path.Combine(disk.Path, "data") };
        await bed.StartAsync(AnyDisk);
        var first = await bed.LaunchAsync("short", cancellationToken);
        await bed.EndOfAsync(first, cancellationToken);

        disk.Fill();
        var refused = await LaunchUntilRefusedAsync(bed, cancellationToken);
        var acknowledged = await bed.GetAsync("/api/runs?limit=100", cancellationToken);

        refused.Should().Be((HttpStatusCode.ServiceUnavailable, "SERVICE_UNAVAILABLE"));
        acknowledged.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("run_id").GetString()).Should().Contain(first);
        disk.Free();
        var next = await bed.LaunchAsync("short", cancellationToken);
        (await bed.EndOfAsync(next, cancellationToken)).GetProperty("status").GetString().Should().Be("completed");
    }

    [Test]
    public async Task Launch_WhenTheDiskIsNearlyFull_IsRefusedBeforeItIsFullAndWorksAgainWhenThereIsRoom(CancellationToken cancellationToken)
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 16);
        await using var bed = new ServerBed(Short) { DataDirectory = Path.Combine(disk.Path, "data") };
        await bed.StartAsync("PrismQ:Limits:MinFreeBytes=8388608", "PrismQ:SystemStatus:LowDiskGb=0", "PrismQ:SystemStatus:CacheSeconds=0.5");
        await bed.EndOfAsync(await bed.LaunchAsync("short", cancellationToken), cancellationToken);

        disk.Fill(leaveMegabytes: 4);
        await bed.UntilHealthIsAsync("degraded", cancellationToken);
        var refused = await LaunchUntilRefusedAsync(bed, cancellationToken);
        var saved = await SaveAsync(bed, "there is room for this", cancellationToken);
        disk.Free();
        await bed.UntilHealthIsAsync("healthy", cancellationToken);
        var next = await bed.LaunchAsync("short", cancellationToken);

        refused.Should().Be((HttpStatusCode.ServiceUnavailable, "SERVICE_UNAVAILABLE"));
        saved.Should().Be(HttpStatusCode.OK);
        (await bed.EndOfAsync(next, cancellationToken)).GetProperty("status").GetString().Should().Be("completed");
    }

    [Test]
    public async Task SaveConfig_WhenTheDiskIsFull_KeepsTheEarlierOneAndWorksAgainWhenThereIsRoom(CancellationToken cancellationToken)
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 16);
        await using var bed = new ServerBed(Short) { DataDirectory = Path.Combine(disk.Path, "data") };
        await bed.StartAsync(AnyDisk);
        (await SaveAsync(bed, "earlier", cancellationToken)).Should().Be(HttpStatusCode.OK);

        disk.Fill();
        var whileFull = await SaveAsync(bed, new string('x', 50_000), cancellationToken);
        var kept = await bed.GetAsync("/api/modules/short/config", cancellationToken);
        disk.Free();
        var afterwards = await SaveAsync(bed, "later", cancellationToken);

        whileFull.Should().Be(HttpStatusCode.ServiceUnavailable);
        kept.GetProperty("parameters").GetProperty("text").GetString().Should().Be("earlier");
        afterwards.Should().Be(HttpStatusCode.OK);
        (await bed.GetAsync("/api/modules/short/config", cancellationToken)).GetProperty("parameters").GetProperty("text").GetString().Should().Be("later");
    }

    [Test]
    public async Task Run_WhenTheDiskIsFullWhileItEnds_IsCommittedWithItsTrueOutcomeWhenThereIsRoom(CancellationToken cancellationToken)
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 16);
        await using var bed = new ServerBed(("ends", Ends, "")) { DataDirectory = Path.Combine(disk.Path, "data") };
        string[] settings = [AnyDisk, "PrismQ:SystemStatus:LowDiskGb=0"];
        await bed.StartAsync(settings);
        var runId = await bed.LaunchAsync("ends", cancellationToken);
        await bed.LineAsync(runId, "before", cancellationToken);
        await bed.UntilHealthIsAsync("healthy", cancellationToken);

        disk.Fill();
        await File.WriteAllTextAsync(BesideModules(bed, "go"), "", cancellationToken);
        await ServerBed.UntilAsync(
            () => Task.FromResult(bed.Server.Output.Contains($"The history does not take run {runId} as Failed", StringComparison.Ordinal)), cancellationToken);
        var health = await bed.GetAsync("/api/health", cancellationToken);
        var whileFull = await bed.GetAsync($"/api/runs/{runId}", cancellationToken);
        disk.Free();
        var run = await bed.EndOfAsync(runId, cancellationToken);

        health.GetProperty("problems").EnumerateArray().Should().Contain(problem => $"{problem}".Contains("disk is full"));
        whileFull.GetProperty("status").GetString().Should().Be("running", "no outcome is shown that is not committed");
        run.GetProperty("exit_code").GetInt32().Should().Be(7);
        await bed.UntilHealthIsAsync("healthy", cancellationToken);
        await bed.RestartAsync(settings);
        (await bed.GetAsync($"/api/runs/{runId}", cancellationToken)).GetProperty("exit_code").GetInt32().Should().Be(7);
        (await MessagesAsync(bed, runId, cancellationToken)).Should().Equal("before");
    }

    [Test]
    public async Task Run_WhenTheDiskIsFullWhileItPrints_WaitsForRoomAndLosesNothing(CancellationToken cancellationToken)
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 16);
        await using var bed = new ServerBed(("prints", Prints, "")) { DataDirectory = Path.Combine(disk.Path, "data") };
        await bed.StartAsync(AnyDisk);
        var runId = await bed.LaunchAsync("prints", cancellationToken);
        await bed.LineAsync(runId, "before", cancellationToken);
        var follower = bed.Http.GetStringAsync($"/api/runs/{runId}/logs/stream", cancellationToken);

        disk.Fill();
        await File.WriteAllTextAsync(BesideModules(bed, "go"), "", cancellationToken);
        await ServerBed.UntilAsync(() => Task.FromResult(File.Exists(BesideModules(bed, "printed"))), cancellationToken);
        var whileFull = await bed.GetAsync($"/api/runs/{runId}", cancellationToken);
        disk.Free();
        var run = await bed.EndOfAsync(runId, cancellationToken);

        whileFull.GetProperty("status").GetString().Should().Be("running", "what it printed is not safe yet");
        run.GetProperty("exit_code").GetInt32().Should().Be(9, "the script met no full disk");
        string[] printed = ["before", .. Enumerable.Range(1, 2000).Select(number => $"after {number}")];
        (await MessagesAsync(bed, runId, cancellationToken)).Should().Equal(printed);
        (await follower).Split('\n').Count(line => line.StartsWith("id: ", StringComparison.Ordinal)).Should().Be(printed.Length, "who follows gets it too");
    }

    [Test]
    public async Task Start_WhenTheDataDirectoryIsReadOnly_RefusesWithOneLineAndWorksAfterwards(CancellationToken cancellationToken)
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 16);
        await using var bed = new ServerBed(Short) { DataDirectory = Path.Combine(disk.Path, "data") };
        await bed.StartAsync(AnyDisk);
        var first = await bed.LaunchAsync("short", cancellationToken);
        await bed.EndOfAsync(first, cancellationToken);
        await bed.EndServerAsync();

        await disk.MakeReadOnlyAsync(true);
        var start = () => bed.StartAsync(AnyDisk);

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*PrismQ cannot start: *")
            .Which.Message.Should().NotContain("   at ");
        await disk.MakeReadOnlyAsync(false);
        await bed.StartAsync(AnyDisk);
        (await bed.GetAsync($"/api/runs/{first}", cancellationToken)).GetProperty("status").GetString().Should().Be("completed");
    }

    private static string BesideModules(ServerBed bed, string file) => Path.Combine(Path.GetDirectoryName(bed.ModulesFile) ?? "", file);

    private static async Task<List<string?>> MessagesAsync(ServerBed bed, string runId, CancellationToken cancellationToken) =>
        [.. (await bed.GetAsync($"/api/runs/{runId}/logs?tail=5000", cancellationToken)).GetProperty("logs").EnumerateArray()
            .Select(line => line.GetProperty("message").GetString())];

    private static async Task<HttpStatusCode> SaveAsync(ServerBed bed, string text, CancellationToken cancellationToken)
    {
        using var answer = await bed.Http.PutAsJsonAsync("/api/modules/short/config", new { parameters = new { text } }, cancellationToken);
        return answer.StatusCode;
    }

    /// <summary>The history may have room in its last page: launches go on until the disk says no.</summary>
    private static async Task<(HttpStatusCode Status, string? Code)> LaunchUntilRefusedAsync(ServerBed bed, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var answer = await bed.PostRunAsync("short", new { text = new string('x', 20_000) }, cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("error_code").GetString());
            }
        }
    }
}
