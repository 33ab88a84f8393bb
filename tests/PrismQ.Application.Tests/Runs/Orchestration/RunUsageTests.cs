using PrismQ.Application.Runs.Orchestration;

namespace PrismQ.Application.Tests.Runs.Orchestration;

internal sealed class RunUsageTests
{
    private static readonly RunUsage Earlier = new(50, 1000, CpuTime: TimeSpan.FromSeconds(1), Lasted: TimeSpan.FromSeconds(2));

    [TestCase(2, 1.5, 25.0)]
    [TestCase(4, 9, 200.0, Description = "of one processor")]
    [TestCase(3, 1.0001, 0.0)]
    [TestCase(3, 0.5, 0.0, Description = "one of its processes has ended, and its time is gone with it")]
    [TestCase(0, 9, 50.0, Description = "no time has passed")]
    [TestCase(-1, 9, 50.0, Description = "the clock was set back")]
    public void Since_AnEarlierLook_IsWhatWasTakenInBetween(double seconds, double cpuSeconds, double percent)
    {
        var now = new ProcessUsage(TimeSpan.FromSeconds(cpuSeconds), 2000);
        var lasted = Earlier.Lasted + TimeSpan.FromSeconds(seconds);

        RunUsage.Since(Earlier, now, lasted).Should().Be(new RunUsage(percent, 2000, now.CpuTime, lasted));
    }

    [TestCase(4, 1, 25.0)]
    [TestCase(3, 1, 33.3)]
    [TestCase(0, 1, 0.0)]
    public void Since_TheStart_CountsAllOfIt(double seconds, double cpuSeconds, double percent)
    {
        var now = new ProcessUsage(TimeSpan.FromSeconds(cpuSeconds), 2000);

        RunUsage.Since(null, now, TimeSpan.FromSeconds(seconds)).CpuPercent.Should().Be(percent);
    }

    [Test]
    public void DiffersFrom_AnEarlierLook_OnlyByWhatPeopleSee()
    {
        Earlier.DiffersFrom(null).Should().BeTrue();
        Earlier.DiffersFrom(Earlier with { CpuPercent = 51 }).Should().BeTrue();
        Earlier.DiffersFrom(Earlier with { MemoryBytes = 1001 }).Should().BeTrue();
        Earlier.DiffersFrom(Earlier with { CpuTime = TimeSpan.Zero, Lasted = TimeSpan.Zero }).Should().BeFalse();
    }
}
