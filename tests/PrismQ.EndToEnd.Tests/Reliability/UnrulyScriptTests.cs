using System.Text.Json;

namespace PrismQ.EndToEnd.Tests.Reliability;

/// <summary>Scripts that do what scripts should not, under the real server.</summary>
[Platform("Linux")]
[CancelAfter(120_000)]
internal sealed class UnrulyScriptTests
{
    [Test]
    public async Task Server_WhenAScriptFloodsWithoutEnd_AnswersAndCancelsIt(CancellationToken cancellationToken)
    {
        await using var bed = new ServerBed(("flood", "yes 'a line of a flood that does not end'", ""));
        await bed.StartAsync("PrismQ:Logs:MaxBytesPerRun=16777216");
        var runId = await bed.LaunchAsync("flood", cancellationToken);
        await bed.LineAsync(runId, "a line of a flood", cancellationToken);

        var health = await bed.GetAsync("/api/health", cancellationToken);
        var cancelled = await CancelAsync(bed, runId, cancellationToken);

        health.GetProperty("active_runs").GetInt32().Should().Be(1);
        cancelled.GetProperty("status").GetString().Should().Be("cancelled");
        Processes.OfRuns([runId]).Should().BeEmpty();
    }

    [Test]
    public async Task Run_WhenTheScriptClosesItsOutputAndLivesOn_IsRunningUntilItIsCancelled(CancellationToken cancellationToken)
    {
        await using var bed = new ServerBed(("mute", "echo last words; exec >&- 2>&-; sleep 600", ""));
        await bed.StartAsync();
        var runId = await bed.LaunchAsync("mute", cancellationToken);
        await bed.LineAsync(runId, "last words", cancellationToken);

        var running = await bed.GetAsync($"/api/runs/{runId}", cancellationToken);
        var cancelled = await CancelAsync(bed, runId, cancellationToken);

        running.GetProperty("status").GetString().Should().Be("running");
        cancelled.GetProperty("status").GetString().Should().Be("cancelled");
        Processes.OfRuns([runId]).Should().BeEmpty();
    }

    [Test]
    public async Task Run_WhenAGrandchildKeepsItsOutputOpen_EndsWithItsOwnCodeAndLeavesNothing(CancellationToken cancellationToken)
    {
        await using var bed = new ServerBed(("parent", "echo parent; (setsid sleep 600 &) ; exit 3", ""));
        await bed.StartAsync();

        var runId = await bed.LaunchAsync("parent", cancellationToken);
        var run = await bed.EndOfAsync(runId, cancellationToken);

        run.GetProperty("status").GetString().Should().Be("failed");
        run.GetProperty("exit_code").GetInt32().Should().Be(3);
        Processes.OfRuns([runId]).Should().BeEmpty();
    }

    [Test]
    public async Task Run_WhenTheScriptNeverEndsAndIgnoresTerm_TimesOutAndIsGone(CancellationToken cancellationToken)
    {
        await using var bed = new ServerBed(("stubborn", "trap '' TERM; echo up; while :; do sleep 1; done", ""));
        await bed.StartAsync("PrismQ:Runs:DefaultTimeoutSeconds=2", "PrismQ:Runs:StopGraceSeconds=0.5");

        var runId = await bed.LaunchAsync("stubborn", cancellationToken);
        var run = await bed.EndOfAsync(runId, cancellationToken);

        run.GetProperty("failure_reason").GetString().Should().Be("timed_out");
        run.GetProperty("stop_proof").GetString().Should().NotBeNullOrEmpty();
        Processes.OfRuns([runId]).Should().BeEmpty();
    }

    private static async Task<JsonElement> CancelAsync(ServerBed bed, string runId, CancellationToken cancellationToken)
    {
        using var answer = await bed.Http.DeleteAsync($"/api/runs/{runId}", cancellationToken);
        return JsonElement.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellationToken));
    }
}
