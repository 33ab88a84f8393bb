using System.Net;
using System.Net.WebSockets;
using System.Text;
using PrismQ.EndToEnd.Tests.Reliability;

namespace PrismQ.EndToEnd.Tests.Security;

/// <summary>Sockets that a browser opens within a connection of HTTP/2 (RFC 8441), as it does where there is TLS.</summary>
[CancelAfter(120_000)]
internal sealed class Http2SocketTests
{
    [Test]
    public async Task Socket_OverHttp2_FollowsTheLogAndIsOpenedForNoForeignPage(CancellationToken cancellationToken)
    {
        await using var bed = new ServerBed(("hello", "echo hello", ""));
        await bed.StartAsync("Kestrel:EndpointDefaults:Protocols=Http2");
        (bed.Http.DefaultRequestVersion, bed.Http.DefaultVersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
        var run = await bed.LaunchAsync("hello", cancellationToken);
        var address = new Uri(bed.Server.Address, $"/api/runs/{run}/logs/ws");

        var messages = await ReadAsync(address, origin: null, cancellationToken);
        var foreign = () => ReadAsync(address, origin: "http://evil.example", cancellationToken);

        messages.Should().Contain("hello").And.Contain("complete");
        (await foreign.Should().ThrowAsync<WebSocketException>()).WithMessage("*403*");
    }

    private static async Task<string> ReadAsync(Uri address, string? origin, CancellationToken cancellationToken)
    {
        using var socket = new ClientWebSocket();
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler());
        (socket.Options.HttpVersion, socket.Options.HttpVersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        await socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws" }.Uri, invoker, cancellationToken);
        var (text, buffer) = (new StringBuilder(), new byte[4096]);
        while (await socket.ReceiveAsync(buffer, cancellationToken) is { MessageType: not WebSocketMessageType.Close } part)
        {
            text.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
        }

        return text.ToString();
    }
}
