using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace PrismQ.EndToEnd.Tests.Reliability;

/// <summary>What clients meet while the server ends in order.</summary>
[Platform("Linux")]
[CancelAfter(120_000)]
internal sealed class ShutdownTests
{
    /// <summary>Takes its time when it is asked to end.</summary>
    private const string Slow = "trap 'echo asked' TERM; echo ready; until [ -e \"$PRISMQ_OUTPUT_DIR/go\" ]; do sleep 0.05; done; exit 4";

    [Test]
    public async Task Server_WhileItEndsItsRuns_StillAnswersAndRefusesNewOnes(CancellationToken cancellationToken)
    {
        await using var bed = new ServerBed(("slow", Slow, ""));
        await bed.StartAsync("PrismQ:Runs:OnShutdown=End", "PrismQ:Runs:StopGraceSeconds=25");
        var runId = await bed.LaunchAsync("slow", cancellationToken);
        await bed.LineAsync(runId, "ready", cancellationToken);

        var stopping = bed.Server.StopAsync();
        await ServerBed.UntilAsync(async () => (await LogAsync(bed, runId, cancellationToken)).Contains("asked"), cancellationToken);
        using var refused = await bed.PostRunAsync("slow", new { }, cancellationToken);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(bed.RunFolder(runId), "output", "go"), "", cancellationToken);
        await stopping;

        refused.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        problem.GetProperty("error_code").GetString().Should().Be("SERVICE_UNAVAILABLE");
        await bed.StartAsync();
        var run = await bed.GetAsync($"/api/runs/{runId}", cancellationToken);
        (run.GetProperty("failure_reason").GetString(), run.GetProperty("exit_code").GetInt32()).Should().Be(("interrupted", 4));
    }

    private static async Task<string?[]> LogAsync(ServerBed bed, string runId, CancellationToken cancellationToken) =>
        [.. (await bed.GetAsync($"/api/runs/{runId}/logs", cancellationToken)).GetProperty("logs").EnumerateArray()
            .Select(line => line.GetProperty("message").GetString())];
}
