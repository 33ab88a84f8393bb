namespace PrismQ.Application.SystemStatus.Performance;

/// <summary>How long the server's own answers take, endpoint by endpoint. Thread-safe.</summary>
public interface IResponseTimings
{
    /// <summary>The endpoints that were asked in this part of the past, at most a quarter of an hour.</summary>
    IReadOnlyList<EndpointTiming> Read(TimeSpan window);
}

/// <param name="Route">The endpoint's path with its parameters by name, for example <c>/api/runs/{run_id}</c>.</param>
public sealed record EndpointTiming(string Method, string Route, TimingSummary Timing);
