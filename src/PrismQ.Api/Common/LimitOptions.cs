using System.ComponentModel.DataAnnotations;

namespace PrismQ.Api.Common;

/// <summary>Settings of the section <c>PrismQ:Limits</c>: how much a client may ask for.</summary>
internal sealed class LimitOptions
{
    public const string Section = "PrismQ:Limits";

    /// <summary>Bytes of a request's body, 1,024 to 104,857,600. Default 1,048,576 (1 MiB).</summary>
    [Range(1024, 100 * 1024 * 1024)]
    public long MaxRequestBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>Bytes of a request's headers together, 4,096 to 1,048,576. Default 32,768.</summary>
    [Range(4096, 1024 * 1024)]
    public int MaxRequestHeadersBytes { get; set; } = 32 * 1024;

    /// <summary>Bytes of a request's first line, path and query included, 1,024 to 65,536. Default 8,192.</summary>
    [Range(1024, 65_536)]
    public int MaxRequestLineBytes { get; set; } = 8 * 1024;

    /// <summary>Connections at once, 10 to 100,000. Default 5,000.</summary>
    [Range(10, 100_000)]
    public long MaxConnections { get; set; } = 5000;

    /// <summary>Live streams (SSE and WebSocket) at once, 1 to 100,000. Default 2,000.</summary>
    [Range(1, 100_000)]
    public int MaxStreams { get; set; } = 2000;

    /// <summary>Live streams at once of one client, 1 to 100,000. Default 1,000.</summary>
    [Range(1, 100_000)]
    public int MaxStreamsPerClient { get; set; } = 1000;

    /// <summary>Seconds between two comments, or pings, that keep a quiet stream open, 1 to 300. Default 15.</summary>
    [Range(1, 300)]
    public int StreamHeartbeatSeconds { get; set; } = 15;

    /// <summary>Launches that one client may make at once before they are slowed, 1 to 100,000. Default 300.</summary>
    [Range(1, 100_000)]
    public int LaunchBurst { get; set; } = 300;

    /// <summary>Launches a second of one client in the long run, 1 to 10,000. Default 50.</summary>
    [Range(1, 10_000)]
    public int LaunchesPerSecond { get; set; } = 50;
}
