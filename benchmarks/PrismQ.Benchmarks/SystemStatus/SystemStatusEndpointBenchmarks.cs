using BenchmarkDotNet.Attributes;
using PrismQ.Benchmarks.Gate;
using PrismQ.Benchmarks.Http;

namespace PrismQ.Benchmarks.SystemStatus;

/// <summary>The state of the server over HTTP: the whole way of a request but the socket.</summary>
public class SystemStatusEndpointBenchmarks : EndpointSuite
{
    private Func<int> _health = () => 0;
    private Func<int> _stats = () => 0;
    private Func<int> _nothing = () => 0;

    [Benchmark]
    [Kernel("http.health", 1000)]
    public int Health() => _health();

    [Benchmark]
    [Kernel("http.stats", 1000)]
    public int Stats() => _stats();

    /// <summary>The steps that every request passes, and the answer that there is nothing.</summary>
    [Benchmark]
    [Kernel("http.not-found", 1000)]
    public int NotFound() => _nothing();

    protected override void Prepare() =>
        (_health, _stats, _nothing) = (Request("GET", "/api/health"), Request("GET", "/api/system/stats"), Request("GET", "/api/nothing", 404));
}
