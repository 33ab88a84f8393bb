using BenchmarkDotNet.Attributes;
using PrismQ.Benchmarks.Gate;
using PrismQ.Benchmarks.Http;

namespace PrismQ.Benchmarks.Configs;

/// <summary>Configurations over HTTP: the whole way of a request but the socket.</summary>
public class ConfigEndpointBenchmarks : EndpointSuite
{
    private Func<int> _get = () => 0;
    private Func<int> _save = () => 0;

    [Benchmark]
    [Kernel("http.configs-get", 1000)]
    public int Get() => _get();

    /// <summary>It waits for the disk, so it is no kernel of the gate.</summary>
    [Benchmark]
    public int Save() => _save();

    protected override void Prepare() => (_get, _save) = (
        Request("GET", "/api/modules/module-7/config"),
        Request("POST", "/api/modules/module-7/config", body: """{"parameters": {"top": 20, "language": "en"}}"""u8.ToArray()));
}
