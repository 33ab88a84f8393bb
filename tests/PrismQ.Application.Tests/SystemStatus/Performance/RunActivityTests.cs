using Microsoft.Extensions.Time.Testing;
using PrismQ.Application.SystemStatus;
using PrismQ.Application.SystemStatus.Performance;
using PrismQ.Domain.Runs;
using PrismQ.Testing.Runs;
using PrismQ.Testing.SystemStatus;

namespace PrismQ.Application.Tests.SystemStatus.Performance;

public sealed class RunActivityTests
{
    private readonly FakeTimeProvider _time = new();

    [Test]
    public void Changed_WhenARunLeavesTheQueue_RecordsHowLongItWaited()
    {
        var activity = new RunActivity(new FakeMeterFactory(), new Idle(), _time);

        activity.Changed(RunStatus.Queued, new RunBuilder().Running().Build());
        activity.Changed(RunStatus.Running, new RunBuilder().Completed().Build());

        var waits = activity.QueueWait.Read(TimeSpan.FromMinutes(1)).Durations;
        (waits.Count, waits.Max, activity.Started.PerSecond).Should().Be((1, TimeSpan.FromSeconds(1), 1));
    }

    [Test]
    public void Changed_WhenAWaitingRunIsCancelled_CountsNoStart()
    {
        var activity = new RunActivity(new FakeMeterFactory(), new Idle(), _time);

        activity.Changed(RunStatus.Queued, new RunBuilder().Cancelled().Build());

        activity.Started.PerSecond.Should().Be(0);
    }

    private sealed class Idle : IRunLoad
    {
        public int Running => 0;

        public int Queued => 0;
    }
}
