using System.Net.Http.Json;
using System.Text.Json;

namespace PrismQ.EndToEnd.Tests.Reliability;

/// <summary>As many runs as a busy server may have, and the real server is killed.</summary>
[Platform("Linux")]
[CancelAfter(300_000)]
internal sealed class ManyRunsTests
{
    private const int Runs = 100;

    /// <summary>Waits at a pipe of its own, without using the processor.</summary>
    private const string Waits = """
        mkfifo "$PRISMQ_OUTPUT_DIR/gate"; echo up; read -r word <"$PRISMQ_OUTPUT_DIR/gate"; echo "got $word"; exec sleep 1000
        """;

    [Test]
    public async Task Server_WhenKilledWhile100RunsGoOn_TakesThemAllOver(CancellationToken cancellationToken)
    {
        string[] settings = [$"PrismQ:Runs:MaxConcurrent={Runs}"];
        await using var bed = new ServerBed(("waits", Waits, ""));
        await bed.StartAsync(settings);
        var ids = new List<string>();
        for (var i = 0; i < Runs; i++)
        {
            ids.Add(await bed.LaunchAsync("waits", cancellationToken));
        }

        foreach (var id in ids)
        {
            await bed.LineAsync(id, "up", cancellationToken);
        }

        await bed.Server.KillAsync();
        await bed.StartAsync(settings);

        var resolved = bed.Server.Output.Split('\n').Single(line => line.Contains("Of an earlier server's runs", StringComparison.Ordinal)).Trim();
        TestContext.Progress.WriteLine(resolved);
        resolved.Should().Contain($"{Runs} were running and 0 wait");
        var running = await bed.GetAsync($"/api/runs?status=running&limit={Runs}", cancellationToken);
        running.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("run_id").GetString()).Should().BeEquivalentTo(ids);
        foreach (var id in ids)
        {
            await File.WriteAllTextAsync(Path.Combine(bed.RunFolder(id), "output", "gate"), $"word-of-{id}\n", cancellationToken);
            await bed.LineAsync(id, $"got word-of-{id}", cancellationToken);
        }

        foreach (var cancelled in await Task.WhenAll(ids.Select(id => bed.Http.DeleteAsync($"/api/runs/{id}", cancellationToken))))
        {
            var run = await cancelled.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            run.GetProperty("status").GetString().Should().Be("cancelled");
            cancelled.Dispose();
        }

        Processes.OfRuns(ids).Should().BeEmpty();
    }
}
