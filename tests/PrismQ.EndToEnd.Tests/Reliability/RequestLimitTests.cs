using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;

namespace PrismQ.EndToEnd.Tests.Reliability;

/// <summary>Requests that are too large in one way or another, at the real server: it refuses them early, and serves the next.</summary>
[TestFixture, CancelAfter(60_000), FixtureLifeCycle(LifeCycle.SingleInstance)]
internal sealed class RequestLimitTests
{
    private readonly ServerBed _bed = new(("short", "echo done", ""));

    [OneTimeSetUp]
    public Task StartServer() => _bed.StartAsync(
        "PrismQ:Limits:MaxRequestBodyBytes=2048", "PrismQ:Limits:MaxRequestHeadersBytes=4096", "PrismQ:Limits:MaxRequestLineBytes=1024");

    [OneTimeTearDown]
    public ValueTask StopServer() => _bed.DisposeAsync();

    [TestCase(1, 1, 200)]
    [TestCase(2000, 1, 414)]
    [TestCase(1, 5000, 431)]
    public async Task Get_WhenQueryOrHeadersAreTooLarge_IsRefused(int query, int header, int status)
    {
        var answer = await SendAsync(Request("?search=" + new string('q', query), $"X-Long: {new string('h', header)}\r\n"));

        answer.Should().StartWith($"HTTP/1.1 {status} ");
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Post_WhenTheBodyIsTooLarge_IsRefusedWhetherItSaysSoOrNot(bool isChunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/modules/short/run");
        request.Content = JsonContent.Create(new { parameters = new { text = new string('x', 3000) } });
        await request.Content.LoadIntoBufferAsync();
        request.Headers.TransferEncodingChunked = isChunked;

        using var answer = await _bed.Http.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("PAYLOAD_TOO_LARGE");
    }

    [Test]
    public async Task Connect_WhenThereAreTooManyConnections_IsClosedUntilOneIsFree(CancellationToken cancellationToken)
    {
        await using var bed = new ServerBed();
        await bed.StartAsync("PrismQ:Limits:MaxConnections=10");
        var open = new List<TcpClient>();
        try
        {
            for (var connection = 0; connection < 10; connection++)
            {
                (await IsServedAsync(bed, open, cancellationToken)).Should().BeTrue();
            }

            (await IsServedAsync(bed, open, cancellationToken)).Should().BeFalse();
        }
        finally
        {
            open.ForEach(client => client.Dispose());
        }

        open.Clear();
        await ServerBed.UntilAsync(() => IsServedAsync(bed, open, cancellationToken), cancellationToken);
        open.ForEach(client => client.Dispose());
    }

    private static string Request(string query, string headers) =>
        $"GET /api/modules{query} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n";

    private static async Task<bool> IsServedAsync(ServerBed bed, List<TcpClient> open, CancellationToken cancellationToken)
    {
        var client = new TcpClient();
        open.Add(client);
        await client.ConnectAsync(IPAddress.Loopback, bed.Server.Address.Port, cancellationToken);
        try
        {
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"), cancellationToken);
            return await client.GetStream().ReadAsync(new byte[1], cancellationToken) == 1;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task<string> SendAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _bed.Server.Address.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        return await reader.ReadLineAsync() ?? "";
    }
}
