using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;

namespace PrismQ.EndToEnd.Tests.Reliability;

/// <summary>The data directory is taken away, or closed to writes, while the real server works on it, and comes back.</summary>
[Platform("Linux")]
[CancelAfter(120_000)]
internal sealed class DataDirectoryFaultTests
{
    private static readonly (string, string, string) Short = ("short", "echo done", """{"name": "text", "type": "text"}""");
    private static readonly (string, string, string) Gated = ("gated", "echo up; while [ ! -e \"${0%/*}/gate\" ]; do sleep 0.05; done; echo last; exit 3", "");

    [Test]
    public async Task Server_WhenTheDataDirectoryIsGone_RefusesChangesAndLosesNothingWhenItIsBack(CancellationToken cancellationToken)
    {
        await using var bed = new ServerBed(Short, Gated);
        var gate = Path.Combine(Path.GetDirectoryName(bed.ModulesFile) ?? "", "gate");
        await bed.StartAsync("PrismQ:SystemStatus:CacheSeconds=0.5");
        var before = await bed.LaunchAsync("gated", cancellationToken);
        await bed.LineAsync(before, "up", cancellationToken);

        Directory.Move(bed.DataDirectory, bed.DataDirectory + ".away");
        var launch = await LaunchAsync(bed, cancellationToken);
        var save = await SaveAsync(bed, cancellationToken);
        await bed.UntilHealthIsAsync("degraded", cancellationToken);
        await File.WriteAllTextAsync(gate, "", cancellationToken);
        await ServerBed.UntilAsync(() => Task.FromResult(Processes.OfRuns([before]).Count == 0), cancellationToken);
        var madeAnother = Directory.Exists(bed.DataDirectory);
        Directory.Move(bed.DataDirectory + ".away", bed.DataDirectory);
        var ended = await bed.EndOfAsync(before, cancellationToken);
        await bed.UntilHealthIsAsync("healthy", cancellationToken);

        launch.Should().Be(HttpStatusCode.ServiceUnavailable);
        save.Should().Be(HttpStatusCode.ServiceUnavailable);
        madeAnother.Should().BeFalse("what were written into another directory would be lost when the true one is back");
        ended.GetProperty("exit_code").GetInt32().Should().Be(3);
        (await bed.GetAsync($"/api/runs/{before}/logs?tail=1", cancellationToken)).GetProperty("logs")[0].GetProperty("message").GetString().Should().Be("last");
        (await SaveAsync(bed, cancellationToken)).Should().Be(HttpStatusCode.OK);
        await bed.EndOfAsync(await bed.LaunchAsync("short", cancellationToken), cancellationToken);
        (await bed.GetAsync("/api/runs", cancellationToken)).GetProperty("total").GetInt32().Should().Be(2);
    }

    [Test]
    public async Task Server_WhenNothingCanBeMadeInTheDataDirectory_SaysSoAndWorksAgainAfterwards(CancellationToken cancellationToken)
    {
        await using var bed = new ServerBed(Short);
        await bed.StartAsync();
        (await SaveAsync(bed, cancellationToken)).Should().Be(HttpStatusCode.OK);
        await bed.EndOfAsync(await bed.LaunchAsync("short", cancellationToken), cancellationToken);
        string[] folders = [Path.Combine(bed.DataDirectory, "configs"), Path.Combine(bed.DataDirectory, "runs")];

        await CloseAsync(true, folders);
        try
        {
            var save = await SaveAsync(bed, cancellationToken);
            var launched = await bed.EndOfAsync(await bed.LaunchAsync("short", cancellationToken), cancellationToken);

            save.Should().Be(HttpStatusCode.ServiceUnavailable);
            launched.GetProperty("failure_reason").GetString().Should().Be("launch_failed");
            launched.GetProperty("error_message").GetString().Should().Contain("folder of a run cannot be made");
        }
        finally
        {
            await CloseAsync(false, folders);
        }

        (await SaveAsync(bed, cancellationToken)).Should().Be(HttpStatusCode.OK);
        var next = await bed.EndOfAsync(await bed.LaunchAsync("short", cancellationToken), cancellationToken);
        next.GetProperty("status").GetString().Should().Be("completed");
    }

    private static async Task<HttpStatusCode> LaunchAsync(ServerBed bed, CancellationToken cancellationToken)
    {
        using var answer = await bed.PostRunAsync("short", new { }, cancellationToken);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> SaveAsync(ServerBed bed, CancellationToken cancellationToken)
    {
        using var answer = await bed.Http.PutAsJsonAsync("/api/modules/short/config", new { parameters = new { text = "saved" } }, cancellationToken);
        return answer.StatusCode;
    }

    /// <summary>Permissions do not hold for root, the immutable flag does.</summary>
    private static async Task CloseAsync(bool isClosed, string[] folders)
    {
        using var chattr = Process.Start(new ProcessStartInfo("chattr", [isClosed ? "+i" : "-i", .. folders]) { RedirectStandardError = true });
        await (chattr?.WaitForExitAsync() ?? Task.CompletedTask);
        if (chattr is not { ExitCode: 0 })
        {
            Assert.Ignore("Folders cannot be made immutable here.");
        }
    }
}
