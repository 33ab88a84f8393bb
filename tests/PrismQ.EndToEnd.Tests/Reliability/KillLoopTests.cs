using System.Globalization;
using PrismQ.Testing.Common;

namespace PrismQ.EndToEnd.Tests.Reliability;

/// <summary>
/// The server is killed again and again, while it serves and while it starts, as six runs print and others wait; nothing may be lost,
/// doubled, misdated or left over. The long form:
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
          [ $((i % 4)) -ne 0 ] || echo "error $((i / 4)) of $2" >&2
          [ $((i % 10)) -ne 0 ] || sleep 0.05
        done
        exit 7
        """;

    private const int Slots = 6;

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
        await using var server = new KillLoopServer(folder.Under("data"), registry, $"PrismQ:Runs:MaxConcurrent={Slots}");
        using var loop = new KillLoop(server, Kills, parallelRuns: 10, Seed);

        await loop.RunAsync(cancellationToken);
        var client = await server.UpAsync(cancellationToken);
        foreach (var runId in await EndedRun.IdsAsync(client, cancellationToken))
        {
            await loop.FollowAsync(runId, cancellationToken);
        }

        var runs = await EndedRun.AllAsync(client, cancellationToken);
        var lastLines = loop.Readers.ToDictionary(reader => reader.RunId, reader => reader.LastTime);
        var survivors = Processes.OfRuns(runs.Select(run => run.Id));

        TestContext.Progress.WriteLine(
            $"kills {loop.Kills}, of them while starting {loop.EarlyKills}, runs {runs.Count}, lines {loop.Readers.Sum(reader => reader.Lines)}, "
            + $"resumed readers {loop.Readers.Sum(reader => reader.Resumes)}, faults {loop.Readers.Sum(reader => reader.Faults.Count)}, survivors {survivors.Count}");
        loop.Readers.SelectMany(reader => reader.Faults).Should().BeEmpty("every reader sees every line once and in order");
        loop.Readers.Should().OnlyContain(reader => reader.FinalStatus == "failed", "every run comes to its own end, exit code 7");
        runs.Select(run => run.Id).Should().Contain(loop.RunIds, "what was acknowledged is in the history");
        runs.Should().OnlyContain(run => run.ExitCode == 7);
        runs.Should().OnlyContain(run => run.StartedAt <= run.CompletedAt);
        runs.Should().OnlyContain(run => lastLines[run.Id] <= run.CompletedAt, "no line comes after the end of its run");
        EndedRun.MostAtOnce(runs).Should().Be(Slots, "others waited, and took no slot more, whatever was killed");
        foreach (var run in runs)
        {
            var output = Path.Combine(folder.Under("data"), "runs", run.Id);
            (await File.ReadAllLinesAsync(Path.Combine(output, "stdout.log"), cancellationToken)).Should().Equal(Numbered("line", KillLoop.LinesPerRun));
            (await File.ReadAllLinesAsync(Path.Combine(output, "stderr.log"), cancellationToken))
                .Should().Equal(Numbered("error", KillLoop.LinesPerRun / KillLoop.LinesPerError));
            var starts = await File.ReadAllLinesAsync(Path.Combine(output, "output", "starts"), cancellationToken);
            starts.Should().ContainSingle("no run is started twice");
        }

        survivors.Should().BeEmpty();
    }

    private static IEnumerable<string> Numbered(string word, int count) =>
        Enumerable.Range(1, count).Select(number => $"{word} {number} of {KillLoop.LinesPerRun}");
}
