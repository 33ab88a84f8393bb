using System.Text.Json;

namespace PrismQ.EndToEnd.Tests.Reliability;

/// <summary>What the history says of a run that has ended.</summary>
internal sealed record EndedRun(string Id, int? ExitCode, DateTimeOffset StartedAt, DateTimeOffset CompletedAt)
{
    /// <summary>All runs of the history, page by page.</summary>
    public static async Task<List<EndedRun>> AllAsync(HttpClient client, CancellationToken cancellationToken) =>
        [.. (await ListAsync(client, cancellationToken)).Select(run => new EndedRun(
            IdOf(run),
            run.GetProperty("exit_code").ValueKind == JsonValueKind.Null ? null : run.GetProperty("exit_code").GetInt32(),
            run.GetProperty("started_at").GetDateTimeOffset(),
            run.GetProperty("completed_at").GetDateTimeOffset()))];

    /// <summary>The ids of all runs, whether they have ended or not.</summary>
    public static async Task<List<string>> IdsAsync(HttpClient client, CancellationToken cancellationToken) =>
        [.. (await ListAsync(client, cancellationToken)).Select(IdOf)];

    /// <summary>How many ran at once when the most did.</summary>
    public static int MostAtOnce(IEnumerable<EndedRun> runs)
    {
        var changes = runs.SelectMany(run => new[] { (At: run.StartedAt, By: 1), (At: run.CompletedAt, By: -1) }).OrderBy(change => change);
        var (most, now) = (0, 0);
        foreach (var (_, by) in changes)
        {
            now += by;
            most = Math.Max(most, now);
        }

        return most;
    }

    private static string IdOf(JsonElement run) => run.GetProperty("run_id").GetString() ?? "";

    private static async Task<List<JsonElement>> ListAsync(HttpClient client, CancellationToken cancellationToken)
    {
        var runs = new List<JsonElement>();
        for (string? cursor = "", next; cursor is not null; cursor = next)
        {
            var query = cursor.Length == 0 ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";
            var page = JsonElement.Parse(await client.GetStringAsync($"/api/runs?limit=100{query}", cancellationToken));
            runs.AddRange(page.GetProperty("runs").EnumerateArray());
            next = page.GetProperty("next_cursor").GetString();
        }

        return runs;
    }
}
