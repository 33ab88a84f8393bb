using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace PrismQ.EndToEnd.Tests.Reliability;

/// <summary>The operating system gives the real server no further descriptor for a while.</summary>
[Platform("Linux")]
[CancelAfter(120_000)]
internal sealed class SystemLimitTests
{
    private static readonly (string, string, string) Short = ("short", "echo done", "");
    private static readonly (string, string, string) Gated = ("gated", "echo up; while [ ! -e \"${0%/*}/gate\" ]; do sleep 0.05; done; exit 3", "");

    [Test]
    public async Task Server_WhenNoFileCanBeOpened_LosesNoRunAndServesAgainAfterwards(CancellationToken cancellationToken)
    {
        await using var bed = new ServerBed(Short, Gated);
        await bed.StartAsync();
        var before = await bed.LaunchAsync("gated", cancellationToken);
        await bed.LineAsync(before, "up", cancellationToken);
        var usual = UsualLimit(bed);

        await LimitAsync(bed, "3");
        var meanwhile = await TryLaunchAsync(bed, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(bed.ModulesFile) ?? "", "gate"), "", cancellationToken);
        await ServerBed.UntilAsync(() => Task.FromResult(Processes.OfRuns([before]).Count == 0), cancellationToken);
        if (bed.Server.IsRunning)
        {
            await LimitAsync(bed, usual);
        }

        // The runtime itself ends the process when it cannot open what it needs; a service manager would start it again, as this does.
        await bed.RestartAsync();
        (meanwhile ?? HttpStatusCode.ServiceUnavailable).Should().BeOneOf(HttpStatusCode.Accepted, HttpStatusCode.ServiceUnavailable);
        (await bed.EndOfAsync(before, cancellationToken)).GetProperty("exit_code").GetInt32().Should().Be(3);
        foreach (var run in (await bed.GetAsync("/api/runs?limit=100", cancellationToken)).GetProperty("runs").EnumerateArray())
        {
            var ended = await bed.EndOfAsync(run.GetProperty("run_id").GetString() ?? "", cancellationToken);
            ended.GetProperty("status").GetString().Should().BeOneOf("completed", "failed");
        }

        var next = await bed.EndOfAsync(await bed.LaunchAsync("short", cancellationToken), cancellationToken);
        next.GetProperty("status").GetString().Should().Be("completed");
    }

    [Test]
    public async Task Server_WhenFewFilesCanBeOpened_SaysSoAndServesAgainByItself(CancellationToken cancellationToken)
    {
        await using var bed = new ServerBed(Short, Gated);
        await bed.StartAsync();
        var before = await bed.LaunchAsync("gated", cancellationToken);
        await bed.LineAsync(before, "up", cancellationToken);
        await bed.EndOfAsync(await bed.LaunchAsync("short", cancellationToken), cancellationToken);
        var (usual, server) = (UsualLimit(bed), bed.Server.Id);
        var accepted = new List<string> { before };

        await LimitAsync(bed, $"{HighestDescriptor(bed) + 2}");
        var refusal = await LaunchUntilItFailsAsync(bed, accepted, cancellationToken);
        await LimitAsync(bed, usual);
        var next = await bed.EndOfAsync(await bed.LaunchAsync("short", cancellationToken), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(bed.ModulesFile) ?? "", "gate"), "", cancellationToken);

        TestContext.Progress.WriteLine($"with two descriptors to spare: {refusal}");
        refusal.Should().MatchRegex("SERVICE_UNAVAILABLE|launch_failed: .+", "the caller is told, and why");
        next.GetProperty("status").GetString().Should().Be("completed");
        (await bed.EndOfAsync(before, cancellationToken)).GetProperty("exit_code").GetInt32().Should().Be(3);
        foreach (var run in accepted)
        {
            (await bed.EndOfAsync(run, cancellationToken)).GetProperty("status").GetString().Should().BeOneOf("completed", "failed");
        }

        await bed.UntilHealthIsAsync("healthy", cancellationToken);
        bed.Server.Id.Should().Be(server);
        bed.Server.IsRunning.Should().BeTrue("nobody had to start it again");
    }

    /// <summary>Launches one after another until one is refused, or its run fails, and answers with what words.</summary>
    private static async Task<string> LaunchUntilItFailsAsync(ServerBed bed, List<string> accepted, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var answer = await bed.PostRunAsync("short", new { }, cancellationToken);
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                return body.GetProperty("error_code").GetString() ?? "";
            }

            accepted.Add(body.GetProperty("run_id").GetString() ?? "");
            var run = default(JsonElement);
            await ServerBed.UntilAsync(
                async () => (run = await bed.GetAsync($"/api/runs/{accepted[^1]}", cancellationToken)).GetProperty("status").GetString() is "completed" or "failed",
                cancellationToken);
            if (run.GetProperty("status").GetString() == "failed")
            {
                return $"{run.GetProperty("failure_reason").GetString()}: {run.GetProperty("error_message").GetString()}";
            }
        }
    }

    private static string UsualLimit(ServerBed bed) => File.ReadLines($"/proc/{bed.Server.Id}/limits").Single(line => line.StartsWith("Max open files"))
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];

    private static int HighestDescriptor(ServerBed bed) => Directory.EnumerateFiles($"/proc/{bed.Server.Id}/fd")
        .Max(path => int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture));

    /// <summary>Null when there was no answer.</summary>
    private static async Task<HttpStatusCode?> TryLaunchAsync(ServerBed bed, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await bed.PostRunAsync("short", new { }, cancellationToken);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static async Task LimitAsync(ServerBed bed, string openFiles)
    {
        using var prlimit = Process.Start(new ProcessStartInfo("prlimit", [$"--pid={bed.Server.Id}", $"--nofile={openFiles}:"]) { RedirectStandardError = true });
        await (prlimit?.WaitForExitAsync() ?? Task.CompletedTask);
        if (prlimit is not { ExitCode: 0 } && bed.Server.IsRunning)
        {
            Assert.Ignore("Limits of a process cannot be changed here.");
        }
    }
}
