using PrismQ.Application.Runs;
using PrismQ.Domain.Modules;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Tests.Runs;

public sealed class RunCountsTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 31, 8, 0, 0, TimeSpan.Zero);

    [Test]
    public void All_OfSeveralModules_AddsEachStatusAndKeepsTheNewestRun()
    {
        var counts = new RunCounts(new Dictionary<ModuleId, ModuleRunCounts>
        {
            [new ModuleId("a")] = new(1, 2, 3, 4, 5, At),
            [new ModuleId("b")] = new(10, 20, 30, 40, 50, At.AddHours(1)),
            [new ModuleId("c")] = ModuleRunCounts.None,
        });

        counts.All.Should().Be(new ModuleRunCounts(11, 22, 33, 44, 55, At.AddHours(1)));
        counts.All.Total.Should().Be(165);
        Enum.GetValues<RunStatus>().Select(counts.All.Of).Should().Equal(11, 22, 33, 44, 55);
        counts.Of(new ModuleId("none")).Should().Be(ModuleRunCounts.None);
    }

    [Test]
    public void Add_WhicheverHasTheNewerRun_KeepsIt()
    {
        var (older, newer) = (ModuleRunCounts.None with { LastRun = At }, ModuleRunCounts.None with { LastRun = At.AddTicks(1) });

        ModuleRunCounts.Add(older, newer).LastRun.Should().Be(newer.LastRun);
        ModuleRunCounts.Add(newer, older).LastRun.Should().Be(newer.LastRun);
        ModuleRunCounts.Add(ModuleRunCounts.None, older).LastRun.Should().Be(At);
        ModuleRunCounts.Add(older, ModuleRunCounts.None).LastRun.Should().Be(At);
    }

    [TestCase(0, 0, 0)]
    [TestCase(2, 1, 66.7)]
    [TestCase(5, 0, 100)]
    [TestCase(0, 5, 0)]
    public void SuccessRate_OfEndedRuns_IsTheShareThatCompleted(long completed, long failed, double expected)
    {
        new ModuleRunCounts(7, 7, completed, failed, 7, null).SuccessRate.Should().Be(expected);
    }
}
