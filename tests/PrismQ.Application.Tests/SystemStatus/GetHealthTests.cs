using Microsoft.Extensions.Time.Testing;
using PrismQ.Application.SystemStatus;
using PrismQ.Testing.Modules;
using PrismQ.Testing.SystemStatus;
using static PrismQ.Testing.Modules.ModuleBuilder;

namespace PrismQ.Application.Tests.SystemStatus;

public sealed class GetHealthTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakeHealthSource _disk = new();
    private readonly FakeHealthSource _history = new();
    private readonly ServerUptime _uptime;
    private readonly GetHealthHandler _handler;

    public GetHealthTests()
    {
        _uptime = new ServerUptime(_time);
        _handler = new GetHealthHandler(
            [_disk, _history], _uptime, new FakeRunLoad(Running: 2, Queued: 3), new FakeModuleCatalog(Module("a"), Module("b")));
    }

    [Test]
    public async Task Handle_WhenNoPartHasAProblem_IsHealthyAndCounts()
    {
        var health = await GetAsync();

        (health.Status, health.ActiveRuns, health.TotalModules).Should().Be((HealthStatus.Healthy, 5, 2));
        health.Problems.Should().BeEmpty();
        health.Version.Should().MatchRegex(@"^\d+\.\d+\.\d+").And.NotContain("+");
    }

    [Test]
    public async Task Handle_WhenPartsHaveProblems_IsDegradedAndNamesThemAll()
    {
        _disk.Problems = ["The disk is full."];
        _history.Problems = ["The history is locked.", "And damaged."];

        var health = await GetAsync();

        health.Status.Should().Be(HealthStatus.Degraded);
        health.Problems.Should().Equal("The disk is full.", "The history is locked.", "And damaged.");
    }

    [Test]
    public async Task Handle_WhenAProblemIsGone_IsHealthyAgain()
    {
        _disk.Problems = ["The disk is full."];
        await GetAsync();

        _disk.Problems = [];

        (await GetAsync()).Status.Should().Be(HealthStatus.Healthy);
    }

    [Test]
    public async Task Handle_WhenTheServerHasBeenUpForAWhile_CountsFromItsStart()
    {
        _time.Advance(TimeSpan.FromSeconds(30));
        await _uptime.StartAsync(CancellationToken.None);
        _time.Advance(TimeSpan.FromMilliseconds(1_500));

        (await GetAsync()).UptimeSeconds.Should().Be(1.5);
    }

    [Test]
    public async Task Handle_WhileNothingChanges_AnswersTheSameInstance([Values] bool degraded)
    {
        _disk.Problems = degraded ? ["The disk is full."] : [];
        var first = await GetAsync();

        var second = await GetAsync();
        _time.Advance(TimeSpan.FromMilliseconds(100));
        var later = await GetAsync();

        second.Should().BeSameAs(first, "its JSON is kept as long as it lasts");
        later.UptimeSeconds.Should().Be(first.UptimeSeconds + 0.1);
    }

    private async Task<HealthDto> GetAsync() => (await _handler.Handle(new GetHealthQuery(), CancellationToken.None)).Value;
}
