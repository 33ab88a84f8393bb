using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PrismQ.Api.Tests.Common;
using PrismQ.Client;

namespace PrismQ.Api.Tests.Runs;

[TestFixture, CancelAfter(120_000)]
internal sealed class RunStreamTests
{
    private PrismQServer _server;

    [SetUp]
    public void StartServer() => _server = new PrismQServer();

    [TearDown]
    public ValueTask StopServer() => _server.DisposeAsync();

    [Test]
    public async Task FollowLog_WhenRunEnds_SendsEveryLineAndCompletes(CancellationToken cancellationToken)
    {
        var run = await _server.Runs.StartModuleAsync("hello", new StartModuleRequest(), cancellationToken);

        var text = await _server.Http.GetStringAsync($"/api/runs/{run.Run_id}/logs/stream", cancellationToken);

        var events = text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        events.Should().HaveCount(4);
        events[..3].Select((sent, index) => sent.StartsWith($"event: log\nid: {index + 1}\ndata: {{", StringComparison.Ordinal)).Should().AllBeEquivalentTo(true);
        events[..3].Select(Message).Should().BeEquivalentTo("one", "two", "three");
        events[3].Should().Be("event: complete\ndata: {\"status\":\"completed\"}");
    }

    [Test]
    public async Task FollowLog_WhenClientResumes_SendsOnlyWhatItHasNot(CancellationToken cancellationToken)
    {
        var run = await _server.EndOf(await _server.Runs.StartModuleAsync("hello", new StartModuleRequest(), cancellationToken), cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/runs/{run.Run_id}/logs/stream");
        request.Headers.Add("Last-Event-ID", "2");

        using var answer = await _server.Http.SendAsync(request, cancellationToken);

        var events = (await answer.Content.ReadAsStringAsync(cancellationToken)).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        events.Should().HaveCount(2);
        events[0].Should().StartWith("event: log\nid: 3\n");
        answer.Headers.GetValues("X-Accel-Buffering").Should().Equal("no");
    }

    [Test]
    public async Task FollowLogBySocket_WhenRunEnds_SendsEveryLineAndCloses(CancellationToken cancellationToken)
    {
        var run = await _server.Runs.StartModuleAsync("hello", new StartModuleRequest(), cancellationToken);
        using var socket = await OpenSocketAsync(run, cancellationToken, after: 1);

        var messages = new List<string>();
        var buffer = new byte[4096];
        while (await socket.ReceiveAsync(buffer, cancellationToken) is { MessageType: WebSocketMessageType.Text } received)
        {
            messages.Add(Encoding.UTF8.GetString(buffer, 0, received.Count));
        }

        messages.Should().HaveCount(3);
        messages[0].Should().StartWith("""{"event":"log","id":2,"data":{"timestamp":""").And.EndWith("""continued":false}}""");
        messages[2].Should().Be("""{"event":"complete","id":null,"data":{"status":"completed"}}""");
    }

    [Test]
    public async Task FollowLogBySocket_WhenTheClientCloses_AnswersTheClose(CancellationToken cancellationToken)
    {
        var run = await _server.Runs.StartModuleAsync("wait", new StartModuleRequest(), cancellationToken);
        using var socket = await OpenSocketAsync(run, cancellationToken);

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);

        (socket.State, socket.CloseStatus).Should().Be((WebSocketState.Closed, WebSocketCloseStatus.NormalClosure));
    }

    [Test]
    public async Task FollowLogBySocket_WhenTheServerStops_SaysThatItGoes(CancellationToken cancellationToken)
    {
        var run = await _server.Runs.StartModuleAsync("wait", new StartModuleRequest(), cancellationToken);
        using var socket = await OpenSocketAsync(run, cancellationToken);
        var buffer = new byte[4096];
        await socket.ReceiveAsync(buffer, cancellationToken);

        _server.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        while ((await socket.ReceiveAsync(buffer, cancellationToken)).MessageType != WebSocketMessageType.Close)
        {
        }

        socket.CloseStatus.Should().Be(WebSocketCloseStatus.EndpointUnavailable);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
    }

    [Test]
    public async Task FollowLogBySocket_WhenItIsQuiet_PingsAsOftenAsStreamsAreKeptAwake(CancellationToken cancellationToken)
    {
        var run = await _server.Runs.StartModuleAsync("hello", new StartModuleRequest(), cancellationToken);
        var handshake = new Handshake();

        await _server.Server.SendAsync(
            context =>
            {
                context.Request.Path = $"/api/runs/{run.Run_id}/logs/ws";
                context.Features.Set<IHttpWebSocketFeature>(handshake);
            },
            cancellationToken);

        handshake.KeepAliveInterval.Should().Be(TimeSpan.FromSeconds(15));
    }

    [Test]
    public async Task FollowLog_WhenALineIsSplit_SaysWhereItGoesOn(CancellationToken cancellationToken)
    {
        var run = await _server.EndOf(await _server.Runs.StartModuleAsync("long", new StartModuleRequest(), cancellationToken), cancellationToken);

        var page = await _server.Runs.GetLogAsync(run.Run_id, cancellationToken: cancellationToken);
        var stream = await _server.Http.GetStringAsync($"/api/runs/{run.Run_id}/logs/stream", cancellationToken);

        page.Logs.Select(entry => (entry.Message.Length, entry.Continued)).Should().Equal((65_536, true), (70_000 - 65_536, false), (5, false));
        stream.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)[..3].Select(Data).Select(data => data.GetProperty("continued").GetBoolean())
            .Should().Equal(true, false, false);
    }

    [Test]
    public async Task FollowLog_WhenRunIsCancelled_Completes(CancellationToken cancellationToken)
    {
        var run = await _server.Runs.StartModuleAsync("wait", new StartModuleRequest(), cancellationToken);
        using var answer = await _server.Http.GetAsync($"/api/runs/{run.Run_id}/logs/stream", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken));
        await reader.ReadLineAsync(cancellationToken);

        await _server.Runs.CancelAsync(run.Run_id, cancellationToken);

        (await reader.ReadToEndAsync(cancellationToken)).Should().EndWith("event: complete\ndata: {\"status\":\"cancelled\"}\n\n");
    }

    [Test]
    public async Task Follow_WhenARunChanges_SendsIt(CancellationToken cancellationToken)
    {
        using var answer = await _server.Http.GetAsync("/api/runs/events", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken));

        var run = await _server.Runs.StartModuleAsync("hello", new StartModuleRequest(), cancellationToken);

        (await reader.ReadLineAsync(cancellationToken)).Should().Be("event: run");
        (await reader.ReadLineAsync(cancellationToken)).Should().StartWith("id: ");
        (await reader.ReadLineAsync(cancellationToken)).Should().Contain(run.Run_id);
    }

    private Task<WebSocket> OpenSocketAsync(Run run, CancellationToken cancellationToken, int after = 0) => _server.Server.CreateWebSocketClient()
        .ConnectAsync(new Uri($"ws://localhost/api/runs/{run.Run_id}/logs/ws?after={after}"), cancellationToken);

    private static string? Message(string sent) => Data(sent).GetProperty("message").GetString();

    private static JsonElement Data(string sent) =>
        JsonDocument.Parse(sent[(sent.IndexOf("data: ", StringComparison.Ordinal) + 6)..]).RootElement;

    /// <summary>A client that asks for a socket and leaves at once.</summary>
    private sealed class Handshake : IHttpWebSocketFeature
    {
        public bool IsWebSocketRequest => true;

        public TimeSpan? KeepAliveInterval { get; private set; }

        public Task<WebSocket> AcceptAsync(WebSocketAcceptContext context)
        {
            KeepAliveInterval = context.KeepAliveInterval;
            return Task.FromResult(WebSocket.CreateFromStream(new MemoryStream(), new WebSocketCreationOptions { IsServer = true }));
        }
    }
}
