using System.Net.Http.Json;
using System.Text.Json;
using PrismQ.Testing.Common;

namespace PrismQ.EndToEnd.Tests.Panel;

/// <summary>Runs that fill the pages: one that goes on, one with result files, and one to compare that with.</summary>
internal sealed record SampleRuns(string Running, string WithResults, string Other)
{
    private static SampleRuns? _made;

    public static async Task<SampleRuns> EnsureAsync(ServerProcess server)
    {
        if (_made is { } made)
        {
            return made;
        }

        using var client = server.CreateClient();
        await StartAsync(client, "failing-check", "{}");
        await StartAsync(client, "disk-usage", "{}");
        var withResults = await StartAsync(client, "word-trends", "{}");
        var other = await StartAsync(client, "word-trends", """{"top": 20}""");
        var running = await StartAsync(client, "log-generator", """{"lines": 5000, "delay_ms": 200, "levels": true, "stderr_every": 9}""");
        await EndOfAsync(client, withResults);
        await EndOfAsync(client, other);
        return _made = new SampleRuns(running, withResults, other);
    }

    /// <summary>Starts a run of a module with these parameters (JSON), and answers its id.</summary>
    public static async Task<string> StartAsync(HttpClient client, string module, string parameters)
    {
        using var body = new StringContent($$"""{"save_config": false, "parameters": {{parameters}}}""", System.Text.Encoding.UTF8, "application/json");
        using var response = await client.PostAsync($"/api/modules/{module}/run", body);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("run_id").GetString() ?? "";
    }

    /// <summary>The log's stream ends with the run.</summary>
    public static Task EndOfAsync(HttpClient client, string run) => client.GetStringAsync($"/api/runs/{run}/logs/stream");
}
