namespace PrismQ.BenchmarkGate.Tests;

public sealed class RatioTests
{
    [Test]
    public void Of_WhenSomeLaunchesWereDisturbed_GoesByThoseThatWereNot()
    {
        var ratio = Ratio.Of([100, 100, 99, 140, 180], [190, 150, 149, 150, 210]);

        ratio.Value.Should().Be(1.5);
    }

    [TestCase(3, 0.75)]
    [TestCase(5, 0.9375)]
    [TestCase(7, 0.984375)]
    [TestCase(10, 0.978515625)]
    [TestCase(20, 0.9586105346679688)]
    public void Of_WhateverTheNumberOfPairs_StatesTheConfidenceOfItsInterval(int pairs, double confidence)
    {
        var times = Enumerable.Range(1, pairs).Select(i => (double)i).ToArray();

        var ratio = Ratio.Of([.. times.Select(_ => 1.0)], times);

        ratio.Confidence.Should().BeApproximately(confidence, 1e-9);
    }

    [Test]
    public void Of_WhenThereAreTenPairs_LeavesOneAtEachEndOutOfTheInterval()
    {
        var ratio = Ratio.Of([.. Enumerable.Repeat(1.0, 10)], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);

        (ratio.Low, ratio.High).Should().Be((2, 9));
    }

    [TestCase(new[] { 3.0, 1, 2 }, 2)]
    [TestCase(new[] { 4.0, 1, 2, 3 }, 2.5)]
    public void Median_IsTheMiddle(double[] values, double median)
    {
        Ratio.Median(values).Should().Be(median);
    }

    [TestCase(new[] { 5.0, 1, 3, 2, 4 }, 2)]
    [TestCase(new[] { 1.0, 2, 3 }, 1.5)]
    public void LowerQuartile_IsAQuarterOfTheWayUp(double[] values, double quartile)
    {
        Ratio.LowerQuartile(values).Should().Be(quartile);
    }
}
