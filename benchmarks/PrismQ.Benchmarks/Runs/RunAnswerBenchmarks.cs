using System.Text.Json;
using AutoMapper;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using PrismQ.Application.Runs;
using PrismQ.Benchmarks.Gate;
using PrismQ.Domain.Runs;
using PrismQ.Testing.Runs;

namespace PrismQ.Benchmarks.Runs;

/// <summary>Making the answer that lists fifty runs.</summary>
[MemoryDiagnoser]
public class RunAnswerBenchmarks
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly IMapper _mapper = new MapperConfiguration(
        configuration => configuration.AddProfile<RunsProfile>(), NullLoggerFactory.Instance).CreateMapper();

    private readonly Run[] _runs = [.. Enumerable.Range(0, 50).Select(i => new RunBuilder().WithParameter("top", i).Completed().Build())];
    private RunDto[] _answers = [];

    [GlobalSetup]
    public void SetUp() => _answers = Map();

    [Benchmark]
    [Kernel("runs.map-50", 1000)]
    public RunDto[] Map() => _mapper.Map<RunDto[]>(_runs);

    [Benchmark]
    [Kernel("runs.serialise-50", 1000)]
    public byte[] Serialise() => JsonSerializer.SerializeToUtf8Bytes(_answers, Json);
}
