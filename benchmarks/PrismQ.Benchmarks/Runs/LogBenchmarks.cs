using System.Text;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PrismQ.Application.Common;
using PrismQ.Application.Runs.Logs;
using PrismQ.Application.Runs.Orchestration;
using PrismQ.Application.SystemStatus.Performance;
using PrismQ.Domain.Runs;
using PrismQ.Infrastructure.Runs;
using PrismQ.Infrastructure.Runs.Logs;
using PrismQ.Testing.SystemStatus;

namespace PrismQ.Benchmarks.Runs;

/// <summary>Reading a log of a given size: the cost must be that of the answer, whatever the size.</summary>
[MemoryDiagnoser]
public class LogReadBenchmarks : IDisposable
{
    private static readonly SecretMask Mask = SecretMask.For(["correct horse battery staple"]);

    private readonly BenchmarkLog _log = new();

    [Params(1_000, 1_000_000, 1_000_000_000)]
    public long Bytes { get; set; }

    [GlobalSetup]
    public Task SetUp() => _log.FillAsync(Bytes);

    [Benchmark]
    public Task<int> Tail500() => Read(new LogQuery(500), SecretMask.None);

    [Benchmark]
    public Task<int> Tail500Masked() => Read(new LogQuery(500), Mask);

    [Benchmark]
    public Task<int> PageFromTheMiddle() => Read(new LogQuery(500, After: Bytes / 160), SecretMask.None);

    [GlobalCleanup]
    public void Dispose()
    {
        _log.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<int> Read(LogQuery query, SecretMask mask)
    {
        using var page = await _log.ReadAsync(query, mask);
        return page.Lines.Count;
    }
}

/// <summary>What a live reader that fell behind does: from its line to the end, page after page.</summary>
[MemoryDiagnoser]
public class LogFollowBenchmarks : IDisposable
{
    public const int Lines = 100_000;

    private readonly BenchmarkLog _log = new();

    [GlobalSetup]
    public Task SetUp() => _log.FillAsync(Lines * 80L);

    [Benchmark(OperationsPerInvoke = Lines)]
    public async Task<long> CatchUp()
    {
        var last = 0L;
        while (last < Lines)
        {
            using var page = await _log.ReadAsync(new LogQuery(500, After: last), SecretMask.None);
            last = page.Lines[^1].Number;
        }

        return last;
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _log.Dispose();
        GC.SuppressFinalize(this);
    }
}

/// <summary>Indexing a million lines of 80 bytes that are in the file already.</summary>
[MemoryDiagnoser]
public class LogIndexBenchmarks : IDisposable
{
    public const int Lines = 1_000_000;

    private readonly BenchmarkLog _log = new();

    [GlobalSetup]
    public Task SetUp() => _log.FillAsync(Lines * 80L);

    [Benchmark(OperationsPerInvoke = Lines)]
    public Task Index() => _log.IndexAnewAsync();

    [GlobalCleanup]
    public void Dispose()
    {
        _log.Dispose();
        GC.SuppressFinalize(this);
    }
}

internal sealed class BenchmarkLog : IDisposable
{
    private static readonly RunId RunId = new("run_20260131_083000_bench_1a2b3c4d");

    private readonly string _data = Directory.CreateTempSubdirectory("prismq-bench-").FullName;
    private readonly OpenRunLogs _open = new();
    private readonly RunFolders _folders;
    private readonly RunLogStore _store;

    public BenchmarkLog()
    {
        _folders = new RunFolders(Options.Create(new StorageOptions { DataDirectory = _data }), _open);
        var options = Options.Create(new LogOptions { MaxBytesPerRun = 1L << 40 });
        _store = new RunLogStore(
            _folders,
            _open,
            new LogRepair(_folders, _open, new ActiveRuns()),
            new RunSignals(),
            new LogActivity(new FakeMeterFactory(), TimeProvider.System),
            options,
            TimeProvider.System,
            NullLogger<RunLogStore>.Instance);
    }

    public async Task FillAsync(long bytes)
    {
        var block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(new string('x', 30) + " some words " + new string('y', 37) + "\n", 1000)));
        await using (var file = new FileStream(_folders.Create(RunId).Stdout, FileMode.Append))
        {
            for (var left = bytes / 80 * 80; left > 0; left -= block.Length)
            {
                file.Write(block, 0, (int)Math.Min(left, block.Length));
            }
        }

        await IndexAnewAsync();
    }

    public async Task IndexAnewAsync()
    {
        _open.Close(RunId);
        File.Delete(_folders.Of(RunId).LogIndex());
        await using var capture = await _store.StartCaptureAsync(RunId, static _ => { }, static () => [], CancellationToken.None);
        await capture.CompleteAsync(CancellationToken.None);
    }

    public ValueTask<LogPage> ReadAsync(LogQuery query, SecretMask mask) => _store.ReadAsync(RunId, mask, query, CancellationToken.None);

    public void Dispose()
    {
        _open.Dispose();
        Directory.Delete(_data, recursive: true);
    }
}
