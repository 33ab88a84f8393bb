namespace PrismQ.Application.SystemStatus.Performance;

/// <summary>Who is connected to the server at this moment, from memory. Thread-safe.</summary>
public interface IServerLoad
{
    long ActiveConnections { get; }

    /// <summary>Live streams, SSE and WebSocket.</summary>
    long ActiveStreams { get; }
}
