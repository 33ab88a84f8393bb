using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace PrismQ.EndToEnd.Tests.Security;

/// <summary>A request as its bytes go over the wire: clients tidy up the address that they are given, and attackers do not.</summary>
internal sealed record RawRequest(string Method, string Target)
{
    /// <summary>Enough of an answer to tell what it is; a stream never comes to its end.</summary>
    private const int MostBytes = 4096;

    /// <summary>Sends it over a connection of its own.</summary>
    /// <returns>The status, and how the answer begins.</returns>
    public async Task<(int Status, string Text)> SendAsync(Uri server, string headers, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, cancellationToken);
        await using var stream = client.GetStream();
        var text = $"{Method} {Target} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n{headers}\r\n";
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text), cancellationToken);
        var answer = await ReadAsync(stream, cancellationToken);
        return (int.Parse(answer.AsSpan(9, 3), CultureInfo.InvariantCulture), answer);
    }

    public override string ToString() => $"{Method} {Target}";

    private static async Task<string> ReadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[MostBytes];
        var length = 0;
        int read;
        do
        {
            read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
            length += read;
        }
        while (read > 0 && length < MostBytes && !IsStream(buffer.AsSpan(0, length)));
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    private static bool IsStream(ReadOnlySpan<byte> answer) => answer.IndexOf("text/event-stream"u8) >= 0;
}
