using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;

namespace PrismQ.EndToEnd.Tests.Reliability;

/// <summary>A disk that does not answer for a while: a pipe in the place of a file, whose opening waits until somebody writes.</summary>
[Platform("Linux")]
[CancelAfter(120_000)]
internal sealed class SlowDiskTests
{
    private const int Stuck = 20;

    [Test]
    public async Task Server_WhenManyRequestsWaitForTheDisk_StillAnswersAndServesThemAfterwards(CancellationToken cancellationToken)
    {
        if (Directory.EnumerateDirectories("/proc/self/task").All(thread => File.ReadAllText(Path.Combine(thread, "wchan")) is "0" or ""))
        {
            Assert.Ignore("The kernel does not tell here what threads wait for.");
        }

        await using var bed = new ServerBed(("short", "echo done", """{"name": "text", "type": "text"}"""));
        await bed.StartAsync();
        var file = Path.Combine(bed.DataDirectory, "configs", "short.json");
        using (var saved = await bed.Http.PutAsJsonAsync("/api/modules/short/config", new { parameters = new { text = "x" } }, cancellationToken))
        {
            saved.EnsureSuccessStatusCode();
        }

        var content = await File.ReadAllBytesAsync(file, cancellationToken);
        File.Delete(file);
        using (var mkfifo = Process.Start("mkfifo", file))
        {
            await mkfifo.WaitForExitAsync(cancellationToken);
        }

        var stuck = Enumerable.Range(0, Stuck).Select(_ => bed.Http.GetAsync("/api/modules/short/config", cancellationToken)).ToArray();
        await ServerBed.UntilAsync(() => Task.FromResult(WaitingToOpen(bed.Server.Id) == Stuck), cancellationToken);
        var health = await bed.GetAsync("/api/health", cancellationToken);
        var runs = await bed.GetAsync("/api/runs", cancellationToken);
        var answeredMeanwhile = stuck.Count(request => request.IsCompleted);

        // A writer lets all who wait go on; what they find is no configuration.
        await using (new FileStream(file, FileMode.Open, FileAccess.Write))
        {
            File.Delete(file);
            await File.WriteAllBytesAsync(file, content, cancellationToken);
        }

        foreach (var answer in await Task.WhenAll(stuck))
        {
            answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
            answer.Dispose();
        }

        answeredMeanwhile.Should().Be(0);
        health.GetProperty("total_modules").GetInt32().Should().Be(1);
        runs.GetProperty("total").GetInt32().Should().Be(0);
        var config = await bed.GetAsync("/api/modules/short/config", cancellationToken);
        config.GetProperty("parameters").GetProperty("text").GetString().Should().Be("x");
    }

    /// <summary>The threads of a process that wait in the kernel for the other end of a pipe.</summary>
    private static int WaitingToOpen(int pid) => Directory.EnumerateDirectories($"/proc/{pid}/task").Count(thread =>
        File.ReadAllText(Path.Combine(thread, "wchan")) is "wait_for_partner" or "fifo_open");
}
