using BenchmarkDotNet.Attributes;
using PrismQ.Application.Runs.Orchestration;
using PrismQ.Benchmarks.Gate;
using PrismQ.Domain.Runs;
using PrismQ.Testing.Runs;

namespace PrismQ.Benchmarks.Runs;

/// <summary>Reading the lines by which a script reports.</summary>
[MemoryDiagnoser]
public class DirectiveBenchmarks
{
    private static readonly byte[] ProgressLine = "::progress 1234/100000"u8.ToArray();
    private static readonly byte[] OtherLine = "::group Reading the files"u8.ToArray();

    private readonly Run _run = new RunBuilder().Running().Build();

    [Benchmark]
    [Kernel("runs.directive-progress", 10)]
    public Run Progress() => OutputDirectives.Apply(_run, ProgressLine);

    [Benchmark]
    public Run Other() => OutputDirectives.Apply(_run, OtherLine);
}
