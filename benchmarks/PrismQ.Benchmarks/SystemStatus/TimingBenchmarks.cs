using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PrismQ.Api.SystemStatus.Performance;
using PrismQ.Api.SystemStatus.Telemetry;
using PrismQ.Application.SystemStatus.Performance;
using PrismQ.Benchmarks.Gate;

namespace PrismQ.Benchmarks.SystemStatus;

/// <summary>What it costs a request to be timed.</summary>
[MemoryDiagnoser]
public class TimingBenchmarks
{
    private readonly TimingWindows _windows = new(TimeProvider.System);
    private readonly DefaultHttpContext _context = new();
    private readonly ResponseTiming _timing = new(
        _ => Task.CompletedTask,
        new ResponseTimings(TimeProvider.System),
        new RequestDurations(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>()),
        new ServerLoad(),
        TimeProvider.System,
        Options.Create(new PerformanceOptions()),
        NullLogger<ResponseTiming>.Instance);

    [Benchmark]
    [Kernel("performance.record", 10)]
    public void Record() => _windows.Record(TimeSpan.FromTicks(12_345));

    /// <summary>All of the middleware but the header, which a context without a server never announces.</summary>
    [Benchmark]
    [Kernel("performance.middleware", 20)]
    public Task Middleware() => _timing.InvokeAsync(_context);
}
