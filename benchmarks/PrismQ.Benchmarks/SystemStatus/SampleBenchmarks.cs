using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Options;
using PrismQ.Application.Common;
using PrismQ.Application.SystemStatus;
using PrismQ.Infrastructure.SystemStatus;

namespace PrismQ.Benchmarks.SystemStatus;

/// <summary>One look at the whole machine: processors, memory, disk.</summary>
[MemoryDiagnoser]
public class SampleBenchmarks : IDisposable
{
    private readonly HostMetricsSampler _sampler = new(
        Options.Create(new StorageOptions { DataDirectory = Path.GetTempPath() }), Options.Create(new SystemStatusOptions()), TimeProvider.System);

    [Benchmark]
    public HostSample Sample() => _sampler.Sample();

    [GlobalCleanup]
    public void Dispose()
    {
        _sampler.Dispose();
        GC.SuppressFinalize(this);
    }
}
