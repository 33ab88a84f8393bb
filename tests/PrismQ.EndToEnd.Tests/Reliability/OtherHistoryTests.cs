using Microsoft.Data.Sqlite;

namespace PrismQ.EndToEnd.Tests.Reliability;

/// <summary>The history was moved away or restored from a backup: it does not know runs whose folders are there.</summary>
[CancelAfter(120_000)]
internal sealed class OtherHistoryTests
{
    [Test]
    public async Task Start_WhenTheHistoryWasMovedAway_KeepsWhatItDoesNotKnowAndRemovesWhatWasHalfRemoved(CancellationToken cancellationToken)
    {
        await using var bed = new ServerBed(("short", "echo done", ""));
        var kept = await RunAsync(bed, cancellationToken);
        MoveHistory(bed, "history.db", "moved.db");
        var half = await RunAsync(bed, cancellationToken);
        await RemoveRunsAsync(bed);

        // The folder that goes tells that the round has looked at all of them.
        await bed.StartAsync();
        await ServerBed.UntilAsync(() => Task.FromResult(!Directory.Exists(bed.RunFolder(half))), cancellationToken);
        await bed.EndServerAsync();

        Directory.Exists(bed.RunFolder(kept)).Should().BeTrue();
        MoveHistory(bed, "history.db", "other.db");
        MoveHistory(bed, "moved.db", "history.db");
        await bed.StartAsync();
        (await bed.Http.GetStringAsync($"/api/runs/{kept}/logs", cancellationToken)).Should().Contain("done");
    }

    /// <summary>Starts the server, lets a run end, and ends the server.</summary>
    private static async Task<string> RunAsync(ServerBed bed, CancellationToken cancellationToken)
    {
        await bed.StartAsync();
        var runId = await bed.LaunchAsync("short", cancellationToken);
        await bed.EndOfAsync(runId, cancellationToken);
        await bed.EndServerAsync();
        return runId;
    }

    /// <summary>With the two files beside it, if they are there.</summary>
    private static void MoveHistory(ServerBed bed, string from, string to)
    {
        foreach (var file in Directory.GetFiles(bed.DataDirectory, $"{from}*"))
        {
            File.Move(file, Path.Combine(bed.DataDirectory, Path.GetFileName(file).Replace(from, to, StringComparison.Ordinal)));
        }
    }

    /// <summary>As a server that ends before it removes their folders.</summary>
    private static async Task RemoveRunsAsync(ServerBed bed)
    {
        await using var history = new SqliteConnection($"Data Source={Path.Combine(bed.DataDirectory, "history.db")};Pooling=False");
        await history.OpenAsync();
        await using var command = history.CreateCommand();
        command.CommandText = "DELETE FROM runs";
        (await command.ExecuteNonQueryAsync()).Should().Be(1);
    }
}
