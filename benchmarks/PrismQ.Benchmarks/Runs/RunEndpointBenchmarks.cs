using BenchmarkDotNet.Attributes;
using PrismQ.Benchmarks.Gate;
using PrismQ.Benchmarks.Http;

namespace PrismQ.Benchmarks.Runs;

/// <summary>Runs and their logs over HTTP: the whole way of a request but the socket.</summary>
public class RunEndpointBenchmarks : EndpointSuite
{
    private Func<int> _list = () => 0;
    private Func<int> _get = () => 0;
    private Func<int> _log = () => 0;

    [Benchmark]
    [Kernel("http.runs-list", 2000)]
    public int List() => _list();

    [Benchmark]
    [Kernel("http.runs-get", 1000)]
    public int Get() => _get();

    [Benchmark]
    [Kernel("http.runs-log", 5000)]
    public int Log() => _log();

    protected override void Prepare() => (_list, _get, _log) = (
        Request("GET", "/api/runs?limit=50"), Request("GET", $"/api/runs/{RunId}"), Request("GET", $"/api/runs/{RunId}/logs?tail=500"));
}
