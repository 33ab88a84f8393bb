using Microsoft.Extensions.Time.Testing;
using PrismQ.Application.SystemStatus.Performance;

namespace PrismQ.Application.Tests.SystemStatus.Performance;

public sealed class TimingWindowsTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = new();

    [Test]
    public void Read_WhenTimePasses_ForgetsWhatIsOlderThanTheWindow()
    {
        var windows = new TimingWindows(_time);
        windows.Record(TimeSpan.FromMilliseconds(5));
        _time.Advance(3 * Minute);
        windows.Record(TimeSpan.FromMilliseconds(9));

        windows.Read(Minute).Count.Should().Be(1);
        windows.Read(5 * Minute).Count.Should().Be(2);

        _time.Advance(TimeSpan.FromHours(3));
        windows.Read(15 * Minute).Count.Should().Be(0);
    }

    [Test]
    public void Read_WhenASlotIsUsedAgain_HoldsOnlyTheNewTimes()
    {
        var windows = new TimingWindows(_time);
        foreach (var _ in Enumerable.Range(0, 200))
        {
            windows.Record(TimeSpan.FromMilliseconds(1));
            _time.Advance(TimeSpan.FromSeconds(15));
        }

        windows.Read(15 * Minute).Count.Should().Be(60);
    }

    [Test]
    public void Read_WhenTheServerIsYoung_RatesOverTheTimeThatItIsUp()
    {
        var windows = new TimingWindows(_time);
        _time.Advance(TimeSpan.FromSeconds(10));
        foreach (var i in Enumerable.Range(0, 50))
        {
            windows.Record(TimeSpan.FromMilliseconds(1), failed: i < 5);
        }

        var read = windows.Read(15 * Minute);

        (read.PerSecond, read.FailureRate).Should().Be((5, 0.1));
    }

    [Test]
    public void Read_WhenTheServerIsOld_RatesOverTheWindow()
    {
        _time.Advance(TimeSpan.FromHours(1));
        var windows = new TimingWindows(_time);
        _time.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(7));
        foreach (var _ in Enumerable.Range(0, 134))
        {
            windows.Record(TimeSpan.FromMilliseconds(1));
        }

        var read = windows.Read(Minute);

        (read.Length, read.PerSecond).Should().Be((TimeSpan.FromSeconds(67), 2));
    }

    [TestCase(74.9, 1, Description = "a slot more than asked")]
    [TestCase(75, 0)]
    public void Read_WhenAWindowHasPassed_ForgetsSlotBySlot(double seconds, long expected)
    {
        var windows = new TimingWindows(_time);
        windows.Record(TimeSpan.FromMilliseconds(1), failed: true);

        _time.Advance(TimeSpan.FromSeconds(seconds));

        (windows.Read(Minute).Count, windows.Read(Minute).Failures).Should().Be((expected, expected));
    }

    [Test]
    public void Read_WhenTheServerHasJustStarted_DoesNotTakeAMomentForASecond()
    {
        var windows = new TimingWindows(_time);
        windows.Record(TimeSpan.FromMilliseconds(1));
        _time.Advance(TimeSpan.FromMilliseconds(10));

        windows.Read(Minute).PerSecond.Should().Be(1);
        new TimingWindows(_time).Read(Minute).Should().BeEquivalentTo(new { Count = 0, PerSecond = 0.0, FailureRate = 0.0 });
    }

    [Test]
    public void PerSecond_OfARecentRate_IsTheAverageOfTheLastMinute()
    {
        var rate = new RecentRate(_time);
        rate.Add(1000);
        _time.Advance(TimeSpan.FromSeconds(59));
        rate.Add(200);

        rate.PerSecond.Should().Be(20);

        _time.Advance(TimeSpan.FromSeconds(30));
        rate.PerSecond.Should().BeApproximately(200 / 60.0, 1e-9);
        _time.Advance(TimeSpan.FromDays(30));
        rate.PerSecond.Should().Be(0);
    }
}
