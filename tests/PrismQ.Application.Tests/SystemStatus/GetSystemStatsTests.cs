using PrismQ.Application.SystemStatus;
using PrismQ.Domain.Runs;
using PrismQ.Testing.Modules;
using PrismQ.Testing.Runs;
using PrismQ.Testing.SystemStatus;
using static PrismQ.Testing.Modules.ModuleBuilder;

namespace PrismQ.Application.Tests.SystemStatus;

public sealed class GetSystemStatsTests
{
    private readonly FakeRunRepository _runs = new();
    private readonly FakeHostMetrics _host = new();
    private readonly FakeModuleCatalog _catalog = new(Module("busy"), Module("waiting"), Module("ended"), Module("never"));
    private readonly GetSystemStatsHandler _handler;

    public GetSystemStatsTests() => _handler = new GetSystemStatsHandler(_runs, _catalog, _host);

    [Test]
    public async Task Handle_WhenThereAreRuns_CountsThemByStatus()
    {
        await AddAsync("busy", RunStatus.Running, RunStatus.Completed, RunStatus.Completed);
        await AddAsync("waiting", RunStatus.Queued, RunStatus.Failed);
        await AddAsync("ended", RunStatus.Cancelled);
        await AddAsync("removed-module", RunStatus.Running);

        var stats = await GetAsync();

        stats.Runs.Should().Be(new RunStatsDto(Total: 7, Successful: 2, Failed: 1, SuccessRate: 66.7, Queued: 1, Running: 2, Cancelled: 1));
        stats.Modules.Should().Be(new ModuleStatsDto(Total: 4, Active: 2, Idle: 2));
    }

    [Test]
    public async Task Handle_WhenNothingEverRan_HasZeros()
    {
        var stats = await GetAsync();

        stats.Runs.Should().Be(new RunStatsDto(0, 0, 0, 0, 0, 0, 0));
        stats.Modules.Should().Be(new ModuleStatsDto(4, 0, 4));
    }

    [Test]
    public async Task Handle_WhenTheHostIsSampled_RoundsItsReadings()
    {
        _host.Current = new HostSample(12.345, 67.89, 123_456_789_000, 500_000_000_000, DateTimeOffset.UnixEpoch);

        (await GetAsync()).System.Should().Be(new HostStatsDto(12.3, 67.9, 123.46, 500, DateTimeOffset.UnixEpoch));
    }

    [Test]
    public async Task Handle_WhenTheHostDoesNotTell_InventsNothing()
    {
        (await GetAsync()).System.Should().Be(new HostStatsDto(null, null, null, null, DateTimeOffset.UnixEpoch));
    }

    private async Task AddAsync(string module, params RunStatus[] statuses)
    {
        foreach (var status in statuses)
        {
            await _runs.AddAsync(new RunBuilder().OfModule(module).In(status).Build(), CancellationToken.None);
        }
    }

    [Test]
    public async Task Handle_UntilSomethingChanges_AnswersTheSameInstance()
    {
        var first = await GetAsync();
        var second = await GetAsync();
        await AddAsync("busy", RunStatus.Running);
        var withARun = await GetAsync();
        _host.Current = new HostSample(50, null, null, null, DateTimeOffset.UnixEpoch);
        var sampledAgain = await GetAsync();

        second.Should().BeSameAs(first, "its JSON is kept as long as it lasts");
        (withARun.Runs.Running, withARun.System.CpuPercent).Should().Be((1, null));
        (sampledAgain.Runs.Running, sampledAgain.System.CpuPercent).Should().Be((1, 50));
    }

    private async Task<SystemStatsDto> GetAsync() =>
        (await _handler.Handle(new GetSystemStatsQuery(), CancellationToken.None)).Value;
}
