using System.Globalization;
using System.Text.Json;
using PrismQ.Testing.Common;

namespace PrismQ.EndToEnd.Tests.Reliability;

/// <summary>
/// The server is killed again and again while ten runs print; nothing may be lost, doubled or left over. The long form:
/// <c>PRISMQ_KILLS=50 dotnet test tests/PrismQ.EndToEnd.Tests --filter KillLoop</c>.
/// </summary>
[Platform("Linux")]
[CancelAfter(1_800_000)]
public sealed class KillLoopTests
{
    private const string Registry = """
        {"modules": [{"id": "numbered", "name": "Numbered lines", "script_path": "numbered.sh",
          "parameters": [{"name": "lines", "type": "number", "default": 400}]}]}
        """;

    /// <summary>Prints ten lines at a time and pauses, notes each start, and ends with a code that tells that it came to its end.</summary>
    private const string Script = """
        #!/bin/sh
        echo started >> "$PRISMQ_OUTPUT_DIR/starts"
        i=0
        while [ "$i" -lt "$2" ]; do
          i=$((i + 1))
          echo "line $i of $2"
          [ $((i % 10)) -ne 0 ] || sleep 0.05
        done
        exit 7
        """;

    private static readonly int Kills = int.Parse(
        Environment.GetEnvironmentVariable("PRISMQ_KILLS") ?? "5", CultureInfo.InvariantCulture);

    private static readonly int Seed = int.Parse(
        Environment.GetEnvironmentVariable("PRISMQ_SEED") ?? "1", CultureInfo.InvariantCulture);

    [Test]
    public async Task Server_WhenKilledAgainAndAgain_LosesNothing(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        folder.Write("modules/numbered.sh", Script);
        var registry = folder.Write("modules/modules.json", Registry);
        await using var server = new KillLoopServer(folder.Under("data"), registry);
        using var loop = new KillLoop(server, Kills, parallelRuns: 10, Seed);

        await loop.RunAsync(cancellationToken);
        var client = await server.UpAsync(cancellationToken);
        foreach (var run in await AllRunsAsync(client, cancellationToken))
        {
            await loop.FollowAsync(run.Id, cancellationToken);
        }

        var runs = await AllRunsAsync(client, cancellationToken);
        var survivors = Processes.OfRuns(runs.Select(run => run.Id));

        TestContext.Progress.WriteLine(
            $"kills {loop.Kills}, runs {runs.Count}, lines {loop.Readers.Sum(reader => reader.Lines)}, "
            + $"resumed readers {loop.Readers.Sum(reader => reader.Resumes)}, faults {loop.Readers.Sum(reader => reader.Faults.Count)}, survivors {survivors.Count}");
        loop.Readers.SelectMany(reader => reader.Faults).Should().BeEmpty("every reader sees every line once and in order");
        loop.Readers.Should().OnlyContain(reader => reader.FinalStatus == "failed", "every run comes to its own end, exit code 7");
        runs.Select(run => run.Id).Should().Contain(loop.RunIds, "what was acknowledged is in the history");
        runs.Should().OnlyContain(run => run.ExitCode == 7);
        foreach (var run in runs)
        {
            var lines = await File.ReadAllLinesAsync(folder.Under("data", "runs", run.Id, "stdout.log"), cancellationToken);
            lines.Should().Equal(Enumerable.Range(1, KillLoop.LinesPerRun).Select(number => $"line {number} of {KillLoop.LinesPerRun}"));
            var starts = await File.ReadAllLinesAsync(folder.Under("data", "runs", run.Id, "output", "starts"), cancellationToken);
            starts.Should().ContainSingle("no run is started twice");
        }

        survivors.Should().BeEmpty();
    }

    private static async Task<List<(string Id, int? ExitCode)>> AllRunsAsync(HttpClient client, CancellationToken cancellationToken)
    {
        var runs = new List<(string, int?)>();
        for (string? cursor = "", next; cursor is not null; cursor = next)
        {
            var query = cursor.Length == 0 ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";
            using var page = JsonDocument.Parse(await client.GetStringAsync($"/api/runs?limit=100{query}", cancellationToken));
            runs.AddRange(page.RootElement.GetProperty("runs").EnumerateArray().Select(run => (
                run.GetProperty("run_id").GetString() ?? "",
                run.GetProperty("exit_code").ValueKind == JsonValueKind.Null ? default(int?) : run.GetProperty("exit_code").GetInt32())));
            next = page.RootElement.GetProperty("next_cursor").GetString();
        }

        return runs;
    }
}
