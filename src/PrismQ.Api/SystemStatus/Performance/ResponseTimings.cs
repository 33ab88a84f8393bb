using System.Collections.Concurrent;
using PrismQ.Application.SystemStatus.Performance;

namespace PrismQ.Api.SystemStatus.Performance;

/// <summary>
/// Keeps the times of every endpoint. What is no endpoint of its own, an unknown path or a refusal before routing, shares one entry, so
/// that nobody can fill the memory by asking for what is not there.
/// </summary>
internal sealed class ResponseTimings(TimeProvider time) : IResponseTimings
{
    private readonly ConcurrentDictionary<Endpoint, TimedEndpoint> _endpoints = new();
    private readonly TimedEndpoint _other = new("*", "other", new TimingWindows(time));

    public TimedEndpoint Record(RouteEndpoint? route, string method, TimeSpan elapsed, bool failed)
    {
        var endpoint = route is not null ? Find(route, method) : _other;
        endpoint.Timings.Record(elapsed, failed);
        return endpoint;
    }

    public IReadOnlyList<EndpointTiming> Read(TimeSpan window) =>
    [
        .. _endpoints.Values.Append(_other)
            .Select(endpoint => new EndpointTiming(endpoint.Method, endpoint.Route, endpoint.Timings.Read(window)))
            .Where(endpoint => endpoint.Timing.Count > 0)
            .OrderBy(endpoint => endpoint.Route, StringComparer.Ordinal)
            .ThenBy(endpoint => endpoint.Method, StringComparer.Ordinal),
    ];

    private TimedEndpoint Find(RouteEndpoint route, string method) =>
        _endpoints.TryGetValue(route, out var known) ? known : _endpoints.GetOrAdd(route, Create(route, method));

    /// <summary>HEAD is timed with the GET that it stands for.</summary>
    private TimedEndpoint Create(RouteEndpoint route, string method) => new(
        route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is [var only] ? only : HttpMethods.IsHead(method) ? HttpMethods.Get : method,
        "/" + route.RoutePattern.RawText?.TrimStart('/'),
        new TimingWindows(time));
}
