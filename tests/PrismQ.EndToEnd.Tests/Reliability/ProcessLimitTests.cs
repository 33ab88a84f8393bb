using System.Diagnostics;
using System.Text.Json;

namespace PrismQ.EndToEnd.Tests.Reliability;

/// <summary>
/// The operating system gives the user of the real server no further process for a while. The limit does not hold for root, so the server
/// is started as a user that has nothing else.
/// </summary>
[Platform("Linux")]
[CancelAfter(120_000)]
internal sealed class ProcessLimitTests
{
    private const string User = "64123";

    [Test]
    public async Task Launch_WhenNoProcessCanBeMade_FailsAndSaysWhyAndWorksAgainAfterwards(CancellationToken cancellationToken)
    {
        if (!Environment.IsPrivilegedProcess || await RunAsync(AsUser("test", "-r", Path.Combine(AppContext.BaseDirectory, "PrismQ.Api.dll"))) != 0)
        {
            Assert.Ignore("Only root can start the server as another user, who must be able to read it.");
        }

        await using var bed = new ServerBed(("short", "echo done", "")) { StartedBy = AsUser() };
        await RunAsync("chown", "-R", User, Path.GetDirectoryName(bed.DataDirectory) ?? "");
        await bed.StartAsync();
        await bed.EndOfAsync(await bed.LaunchAsync("short", cancellationToken), cancellationToken);
        var server = bed.Server.Id;

        var usual = File.ReadLines($"/proc/{server}/limits").Single(line => line.StartsWith("Max processes", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[2];

        (await RunAsync(AsUser("prlimit", $"--pid={server}", "--nproc=1:"))).Should().Be(0);
        var refused = await EndAsync(bed, cancellationToken);
        var health = await bed.GetAsync("/api/health", cancellationToken);
        (await RunAsync(AsUser("prlimit", $"--pid={server}", $"--nproc={usual}:"))).Should().Be(0);
        var next = await EndAsync(bed, cancellationToken);

        TestContext.Progress.WriteLine($"without a process: {refused.GetProperty("error_message").GetString()}");
        refused.GetProperty("failure_reason").GetString().Should().Be("launch_failed");
        refused.GetProperty("error_message").GetString().Should().Contain("could not be started: Resource temporarily unavailable");
        health.GetProperty("active_runs").GetInt32().Should().Be(0, "the server goes on");
        next.GetProperty("status").GetString().Should().Be("completed");
        bed.Server.Id.Should().Be(server);
        bed.Server.IsRunning.Should().BeTrue();
    }

    private static async Task<JsonElement> EndAsync(ServerBed bed, CancellationToken cancellationToken) =>
        await bed.EndOfAsync(await bed.LaunchAsync("short", cancellationToken), cancellationToken);

    private static string[] AsUser(params string[] program) => ["setpriv", $"--reuid={User}", $"--regid={User}", "--clear-groups", .. program];

    /// <summary>The program's exit code; 127 when there is no such program.</summary>
    private static async Task<int> RunAsync(params string[] program)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program[0], program[1..]) { RedirectStandardError = true });
            await (process?.WaitForExitAsync() ?? Task.CompletedTask);
            return process?.ExitCode ?? 127;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return 127;
        }
    }
}
