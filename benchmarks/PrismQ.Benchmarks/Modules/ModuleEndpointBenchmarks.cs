using BenchmarkDotNet.Attributes;
using PrismQ.Benchmarks.Gate;
using PrismQ.Benchmarks.Http;

namespace PrismQ.Benchmarks.Modules;

/// <summary>The modules over HTTP: the whole way of a request but the socket.</summary>
public class ModuleEndpointBenchmarks : EndpointSuite
{
    private Func<int> _list = () => 0;
    private Func<int> _get = () => 0;

    [Benchmark]
    [Kernel("http.modules-list", 1000)]
    public int List() => _list();

    [Benchmark]
    [Kernel("http.modules-get", 1000)]
    public int Get() => _get();

    protected override void Prepare() => (_list, _get) = (Request("GET", "/api/modules"), Request("GET", "/api/modules/module-7"));
}
