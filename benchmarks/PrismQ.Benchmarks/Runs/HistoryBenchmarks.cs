using BenchmarkDotNet.Attributes;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PrismQ.Application.Common;
using PrismQ.Application.Runs;
using PrismQ.Application.SystemStatus.Performance;
using PrismQ.Domain.Runs;
using PrismQ.Infrastructure.Runs.Persistence;
using PrismQ.Testing.Runs;
using PrismQ.Testing.SystemStatus;

namespace PrismQ.Benchmarks.Runs;

/// <summary>The history in SQLite with few and with a million runs: what the architecture calls flat must be.</summary>
[MemoryDiagnoser]
#pragma warning disable CA1001 // The fields live from GlobalSetup to GlobalCleanup; BenchmarkDotNet disposes of no benchmark.
public class HistoryBenchmarks
#pragma warning restore CA1001 // The reason holds for this class only.
{
    private const int Callers = 16;
    private const int AddsPerCaller = 250;
    private const int Modules = 20;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly RunFilter All = new(null, null);

    private string _folder = "";
    private RunDatabase? _database;
    private RunWriter? _writer;
    private SqlRunRepository? _runs;
    private RunId[] _ids = [];
    private RunCursor? _deep;
    private int _next;
    private int _turn;

    [Params(1_000, 1_000_000)]
    public int Runs { get; set; }

    private SqlRunRepository History => _runs ?? throw new InvalidOperationException("The history is open during a benchmark only.");

    [GlobalSetup]
    public async Task OpenAsync()
    {
        _folder = Directory.CreateTempSubdirectory("prismq-benchmark-").FullName;
        _database = new SqliteRunDatabase(
            Options.Create(new StorageOptions { DataDirectory = _folder }), Options.Create(new HistoryOptions()));
        _database.Migrate();
        var trouble = new HistoryTrouble(NullLogger<HistoryTrouble>.Instance);
        _writer = new RunWriter(_database, trouble);
        _runs = new SqlRunRepository(_database, _writer, new RunRows(new ReversingProtector()), trouble, new StoreActivity(new FakeMeterFactory(), TimeProvider.System));
        await _writer.WriteAsync(FillAsync, committed: null, CancellationToken.None);
        _next = Runs;

        // More than the cache of ended runs holds, spread over the whole history, so that a find is a read.
        _ids = [.. Enumerable.Range(0, 10_000).Select(turn => IdOf((int)((turn * 7919L) % Runs)))];
        var place = Runs / 10;
        _deep = new RunCursor(Start.AddSeconds(place), IdOf(place));
    }

    [GlobalCleanup]
    public async Task CloseAsync()
    {
        await (_writer?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_database?.DisposeAsync() ?? ValueTask.CompletedTask);
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>One committed row, of 16 callers that add at once; each waits for its own acknowledgement.</summary>
    [Benchmark(OperationsPerInvoke = Callers * AddsPerCaller)]
    public Task AddFrom16Callers() => Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
    {
        for (var add = 0; add < AddsPerCaller; add++)
        {
            await History.AddAsync(RunAt(Interlocked.Increment(ref _next)), CancellationToken.None);
        }
    })));

    [Benchmark]
    public async Task<Run?> FindByKey() => await History.FindAsync(_ids[_turn++ % _ids.Length], CancellationToken.None);

    [Benchmark]
    public Task<RunPage> FirstPageOf50() => History.ListAsync(All, 50, 0, null, CancellationToken.None);

    /// <summary>A page nine tenths down the history (900,000 deep of a million).</summary>
    [Benchmark]
    public Task<RunPage> DeepPageOf50ByCursor() => History.ListAsync(All, 50, 0, _deep, CancellationToken.None);

    [Benchmark]
    public Task<RunPage> DeepPageOf50ByOffset() => History.ListAsync(All, 50, Runs / 10 * 9, null, CancellationToken.None);

    [Benchmark]
    public async Task<long> Counts() => (await History.GetCountsAsync(CancellationToken.None)).All.Total;

    /// <summary>The counters as a change makes them be read again; the write of that change is part of it.</summary>
    [Benchmark]
    public async Task<long> CountsAfterAWrite()
    {
        await History.AddAsync(RunAt(Interlocked.Increment(ref _next)), CancellationToken.None);
        return (await History.GetCountsAsync(CancellationToken.None)).All.Total;
    }

    private static RunId IdOf(int number) => new($"run_20260101_000000_m{number % Modules}_{number:x8}");

    private static Run RunAt(int number) => new RunBuilder().WithId(IdOf(number).Value).OfModule($"m{number % Modules}")
        .CreatedAt(Start.AddSeconds(number)).WithParameter("lines", 100).WithParameter("file", "notes.txt").Completed().Build();

    private async Task<int> FillAsync(WriteSession session)
    {
        var rows = new RunRows(new ReversingProtector());
        foreach (var chunk in Enumerable.Range(0, Runs).Chunk(10_000))
        {
            await session.Connection.ExecuteAsync(RunSql.Insert, chunk.Select(number => rows.Of(RunAt(number))), session.Transaction);
        }

        return Runs;
    }
}
