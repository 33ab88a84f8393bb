using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PrismQ.EndToEnd.Tests.Reliability;

/// <summary>Clients that open a live stream and then read next to nothing of it, over sockets with small buffers.</summary>
internal sealed class StreamCrowd(int port) : IDisposable
{
    private readonly List<TcpClient> _clients = [];

    /// <summary>Streams that the server has closed although their client is there.</summary>
    public int Closed => _clients.Count(client => client.Client.Poll(0, SelectMode.SelectRead) && client.Available == 0);

    /// <summary>Opens streams, each when the one before has been accepted.</summary>
    public async Task JoinAsync(string path, int count, CancellationToken cancellationToken)
    {
        var request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        for (var i = 0; i < count; i++)
        {
            var client = new TcpClient { ReceiveBufferSize = 4096 };
            _clients.Add(client);
            await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            await client.GetStream().WriteAsync(request, cancellationToken);
            var start = new byte["HTTP/1.1 200".Length];
            await client.GetStream().ReadExactlyAsync(start, cancellationToken);
            Encoding.ASCII.GetString(start).Should().Be("HTTP/1.1 200");
        }
    }

    /// <summary>Lets the clients that came last read, slowly, until it is cancelled.</summary>
    public async Task ReadAByteASecondAsync(int last, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            foreach (var client in _clients.TakeLast(last).Where(client => client.Available > 0))
            {
                await client.GetStream().ReadExactlyAsync(new byte[1], cancellationToken);
            }
        }
    }

    public void Dispose() => _clients.ForEach(client => client.Dispose());
}
