using PrismQ.Application.SystemStatus.Performance;

namespace PrismQ.Application.Tests.SystemStatus.Performance;

public sealed class LatencyHistogramTests
{
    [Test]
    public void At_WhateverTheDuration_IsWithinTheStatedError()
    {
        for (var ticks = 1.0; ticks < 100 * TimeSpan.TicksPerSecond; ticks *= 1.013)
        {
            var histogram = new LatencyHistogram();
            var (shorter, longer) = (new TimeSpan((long)ticks), TimeSpan.FromSeconds(200));
            histogram.Record(shorter);
            histogram.Record(longer);

            var error = Math.Abs((histogram.At(0.5)?.Ticks ?? 0) - shorter.Ticks);

            error.Should().BeLessThanOrEqualTo((long)(shorter.Ticks / 64.0), $"{shorter} was recorded");
        }
    }

    [Test]
    public void At_WhenThereAreAHundredDurations_GoesByRank()
    {
        var histogram = new LatencyHistogram();
        foreach (var i in Enumerable.Range(1, 100))
        {
            histogram.Record(TimeSpan.FromTicks(i / 2));
        }

        (histogram.At(0.5)?.Ticks, histogram.At(0.95)?.Ticks, histogram.At(1)?.Ticks).Should().Be((25, 47, 50));
    }

    [Test]
    public void At_WhenThereIsNothing_IsNull()
    {
        new LatencyHistogram().At(0.5).Should().BeNull();
    }

    [Test]
    public void Add_OfTwo_IsAsIfOneHadSeenBoth()
    {
        var (one, other, both) = (new LatencyHistogram(), new LatencyHistogram(), new LatencyHistogram());
        foreach (var milliseconds in Enumerable.Range(1, 1000))
        {
            var duration = TimeSpan.FromMilliseconds(milliseconds);
            (milliseconds % 3 == 0 ? one : other).Record(duration);
            both.Record(duration);
        }

        one.Add(other);

        double[] quantiles = [0.01, 0.5, 0.95, 0.99, 1];
        quantiles.Select(one.At).Should().Equal(quantiles.Select(both.At));
        (one.Count, one.Max).Should().Be((1000, TimeSpan.FromSeconds(1)));
    }

    [Test]
    public void Record_WhenManyThreadsRecordAtOnce_LosesNone()
    {
        var histogram = new LatencyHistogram();

        Parallel.For(0, 100_000, i => histogram.Record(TimeSpan.FromTicks(i)));

        (histogram.Count, histogram.Max.Ticks).Should().Be((100_000, 99_999));
        (histogram.At(1) ?? default).Should().BeCloseTo(histogram.Max, TimeSpan.FromTicks(99_999 / 64));
    }

    [Test]
    public void At_OfTheSmallestShare_IsTheShortest()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(TimeSpan.FromTicks(7));
        histogram.Record(TimeSpan.FromTicks(42));

        (histogram.At(0)?.Ticks, histogram.At(0.5)?.Ticks, histogram.At(0.51)?.Ticks).Should().Be((7, 7, 42));
    }

    [Test]
    public void Record_WhenADurationIsLongerThanAreTold_CountsItAsTheLongestAndKeepsTheMaximum()
    {
        var histogram = new LatencyHistogram();

        histogram.Record(TimeSpan.FromHours(1));
        histogram.Record(TimeSpan.FromSeconds(1));

        histogram.Max.Should().Be(TimeSpan.FromHours(1));
        (histogram.At(1) ?? default).Should().BeCloseTo(TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(1.6));
    }

    [TestCase(-5)]
    [TestCase(0)]
    [TestCase(long.MaxValue)]
    public void Record_WhenADurationIsImpossible_CountsItAllTheSame(long ticks)
    {
        var histogram = new LatencyHistogram();

        histogram.Record(new TimeSpan(ticks));

        histogram.Count.Should().Be(1);
    }
}
