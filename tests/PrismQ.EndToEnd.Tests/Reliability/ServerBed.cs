using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PrismQ.Testing.Common;

namespace PrismQ.EndToEnd.Tests.Reliability;

/// <summary>The real server with scripts of a test's own, and what tests ask of it again and again.</summary>
internal sealed class ServerBed : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _registry;
    private ServerProcess? _server;
    private HttpClient? _http;

    /// <param name="modules">Each module's id, its shell script, and its parameters as JSON.</param>
    public ServerBed(params (string Id, string Script, string Parameters)[] modules)
    {
        foreach (var (id, script, _) in modules)
        {
            _folder.Write($"modules/{id}.sh", "#!/bin/sh\n" + script);
        }

        var entries = modules.Select(module =>
            $$"""{"id": "{{module.Id}}", "name": "{{module.Id}}", "script_path": "{{module.Id}}.sh", "parameters": [{{module.Parameters}}]}""");
        _registry = _folder.Write("modules/modules.json", $$"""{"modules": [{{string.Join(',', entries)}}]}""");
        DataDirectory = _folder.Under("data");
    }

    public string DataDirectory { get; init; }

    public string ModulesFile => _registry;

    /// <summary>A program that becomes the server, with its arguments; none starts it as this test itself.</summary>
    public string[] StartedBy { get; init; } = [];

    public ServerProcess Server => _server ?? throw new InvalidOperationException("The server has not been started.");

    public HttpClient Http => _http ?? throw new InvalidOperationException("The server has not been started.");

    public string RunFolder(string runId) => Path.Combine(DataDirectory, "runs", runId);

    public async Task StartAsync(params string[] settings)
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
            _server = null;
        }

        _server = await ServerProcess.StartByAsync(StartedBy, DataDirectory, ModulesFile, settings);
        _http = _server.CreateClient();
    }

    /// <summary>Ends the server in order, and starts another on the same data.</summary>
    public async Task RestartAsync(params string[] settings)
    {
        await EndServerAsync();
        await StartAsync(settings);
    }

    /// <summary>Ends the server in order. What it printed can still be read.</summary>
    public async Task EndServerAsync()
    {
        _http?.Dispose();
        await Server.StopAsync();
    }

    public Task<HttpResponseMessage> PostRunAsync(string moduleId, object parameters, CancellationToken cancellationToken) =>
        Http.PostAsJsonAsync("/api/runs", new { module_id = moduleId, parameters, save_config = false }, cancellationToken);

    /// <summary>Starts a run, which must be accepted, and answers its id.</summary>
    public async Task<string> LaunchAsync(string moduleId, CancellationToken cancellationToken)
    {
        using var answer = await PostRunAsync(moduleId, new { }, cancellationToken);
        answer.StatusCode.Should().Be(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync(cancellationToken));
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("run_id").GetString() ?? "";
    }

    public Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) =>
        Http.GetFromJsonAsync<JsonElement>(path, cancellationToken);

    /// <summary>Follows the run's log to its end, and answers the run as it ended.</summary>
    public async Task<JsonElement> EndOfAsync(string runId, CancellationToken cancellationToken)
    {
        await Http.GetStringAsync($"/api/runs/{runId}/logs/stream", cancellationToken);
        return await GetAsync($"/api/runs/{runId}", cancellationToken);
    }

    /// <summary>Reads the run's live log until a line has the text.</summary>
    public async Task LineAsync(string runId, string text, CancellationToken cancellationToken)
    {
        using var answer = await Http.GetAsync($"/api/runs/{runId}/logs/stream", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        using var reader = new StreamReader(await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        throw new InvalidOperationException($"The log ended without '{text}'.");
    }

    /// <summary>Asks again and again until the answer is as it should be; the test's own limit ends it.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await isSo())
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    public Task UntilHealthIsAsync(string status, CancellationToken cancellationToken) => UntilAsync(
        async () => (await GetAsync("/api/health", cancellationToken)).GetProperty("status").GetString() == status, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _folder.Dispose();
    }
}
