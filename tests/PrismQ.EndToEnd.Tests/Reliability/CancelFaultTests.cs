namespace PrismQ.EndToEnd.Tests.Reliability;

/// <summary>The real server is killed while it waits for a script that it has asked to end.</summary>
[Platform("Linux")]
[CancelAfter(120_000)]
internal sealed class CancelFaultTests
{
    /// <summary>Says that it was asked, and goes on.</summary>
    private const string Stubborn = "trap 'echo asked' TERM; echo up; while :; do sleep 0.05; done";

    /// <summary>Ends when it was asked and, some time later, may.</summary>
    private const string Slow = """
        trap 'echo asked; while [ ! -e "${0%/*}/gate" ]; do sleep 0.05; done; exit 5' TERM; echo up; while :; do sleep 0.05; done
        """;

    [Test]
    public async Task Cancel_WhenTheServerIsKilledDuringTheGrace_IsFinishedByTheNext(CancellationToken cancellationToken)
    {
        await using var bed = new ServerBed(("stubborn", Stubborn, ""));
        var runId = await LaunchAndKillAsync(bed, "stubborn", cancellationToken);

        await bed.StartAsync("PrismQ:Runs:StopGraceSeconds=0.5");
        var run = await bed.EndOfAsync(runId, cancellationToken);

        run.GetProperty("status").GetString().Should().Be("cancelled");
        run.GetProperty("stop_proof").GetString().Should().NotBeNullOrEmpty();
        Processes.OfRuns([runId]).Should().BeEmpty();
    }

    [Test]
    public async Task Cancel_WhenTheServerIsKilledDuringTheGraceAndTheScriptEndsMeanwhile_IsACancelWithItsCode(CancellationToken cancellationToken)
    {
        await using var bed = new ServerBed(("slow", Slow, ""));
        var runId = await LaunchAndKillAsync(bed, "slow", cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(bed.ModulesFile) ?? "", "gate"), "", cancellationToken);
        await ServerBed.UntilAsync(() => Task.FromResult(Processes.OfRuns([runId]).Count == 0), cancellationToken);

        await bed.StartAsync();
        var run = await bed.EndOfAsync(runId, cancellationToken);

        run.GetProperty("status").GetString().Should().Be("cancelled");
        run.GetProperty("exit_code").GetInt32().Should().Be(5);
    }

    /// <summary>Kills the server when the script says that it was asked to end.</summary>
    private static async Task<string> LaunchAndKillAsync(ServerBed bed, string moduleId, CancellationToken cancellationToken)
    {
        await bed.StartAsync("PrismQ:Runs:StopGraceSeconds=300");
        var runId = await bed.LaunchAsync(moduleId, cancellationToken);
        await bed.LineAsync(runId, "up", cancellationToken);
        var cancel = bed.Http.DeleteAsync($"/api/runs/{runId}", cancellationToken);
        await bed.LineAsync(runId, "asked", cancellationToken);
        await bed.Server.KillAsync();
        var answer = () => cancel;
        await answer.Should().ThrowAsync<HttpRequestException>("nobody was told an end");
        return runId;
    }
}
