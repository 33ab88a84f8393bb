using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace PrismQ.EndToEnd.Tests.Reliability;

/// <summary>Asks the server everything that can be asked, and searches each answer for the secret.</summary>
internal sealed class SearchedAnswers(ServerBed bed)
{
    private static readonly string[] Undocumented =
        ["/", "/health", "/health/live", "/health/ready", "/metrics", "/swagger/v1/swagger.json", "/api/runs?status=completed", "/api/runs?status=running"];

    private readonly StringBuilder _text = new();

    public int Count { get; private set; }

    /// <summary>Where the secret stood, and in which form.</summary>
    public List<string> Leaks { get; } = [];

    public string Text => _text.ToString();

    public void Keep(string text) => Search("the server's own output", text);

    public async Task<string> SendAsync(HttpMethod method, string path, HttpContent? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        using var answer = await bed.Http.SendAsync(request, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        Search($"{method} {path}", answer.Headers.ToString() + answer.Content.Headers + text);
        return text;
    }

    /// <summary>Every GET of the OpenAPI document but the streams, and what is not in it.</summary>
    public async Task GetEverythingAsync(string moduleId, string runId, CancellationToken cancellationToken)
    {
        using var document = JsonDocument.Parse(await bed.Http.GetStringAsync("/swagger/v1/swagger.json", cancellationToken));
        var paths = document.RootElement.GetProperty("paths").EnumerateObject()
            .Where(path => path.Value.TryGetProperty("get", out var get) && !get.GetRawText().Contains("text/event-stream", StringComparison.Ordinal))
            .Select(path => path.Name.Replace("{module_id}", moduleId).Replace("{run_id}", runId).Replace("{path}", "go"))
            .ToArray();
        paths.Should().HaveCountGreaterThan(8);
        foreach (var path in paths.Concat(Undocumented))
        {
            await SendAsync(HttpMethod.Get, path, null, cancellationToken);
        }
    }

    /// <summary>The log as it comes live, in both ways, to its end.</summary>
    public async Task GetStreamsAsync(string runId, CancellationToken cancellationToken)
    {
        await SendAsync(HttpMethod.Get, $"/api/runs/{runId}/logs/stream", null, cancellationToken);
        Search("WebSocket", await ReadSocketAsync(runId, cancellationToken));
    }

    /// <summary>The changes of all runs, until one has completed.</summary>
    public async Task GetChangesAsync(CancellationToken cancellationToken)
    {
        using var changes = await bed.Http.GetAsync("/api/runs/events", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        using var reader = new StreamReader(await changes.Content.ReadAsStreamAsync(cancellationToken));
        var lines = new StringBuilder();
        string? line;
        do
        {
            line = await reader.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException("The changes ended.");
            lines.AppendLine(line);
        }
        while (!line.Contains("\"status\":\"completed\"", StringComparison.Ordinal));
        Search("run events", lines.ToString());
    }

    private async Task<string> ReadSocketAsync(string runId, CancellationToken cancellationToken)
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(bed.Server.Address) { Scheme = "ws", Path = $"/api/runs/{runId}/logs/ws" }.Uri, cancellationToken);
        using var text = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await socket.ReceiveAsync(buffer, cancellationToken) is { MessageType: not WebSocketMessageType.Close } received)
        {
            text.Write(buffer, 0, received.Count);
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }

    private void Search(string source, string text)
    {
        Count++;
        _text.AppendLine(text);
        Leaks.AddRange(PlantedSecret.FormsIn(Encoding.UTF8.GetBytes(text)).Select(form => $"{source}: {form}"));
    }
}
