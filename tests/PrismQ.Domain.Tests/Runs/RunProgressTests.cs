using PrismQ.Domain.Runs;

namespace PrismQ.Domain.Tests.Runs;

public sealed class RunProgressTests
{
    [TestCase(0, 10, 0)]
    [TestCase(1, 3, 33.3)]
    [TestCase(2, 3, 66.7)]
    [TestCase(10, 10, 100)]
    [TestCase(11, 10, 100)]
    [TestCase(5, 0, 0)]
    [TestCase(long.MaxValue, long.MaxValue, 100)]
    public void Percent_WhateverTheNumbers_StaysBetweenNoneAndAll(long processed, long total, double expected)
    {
        new RunProgress(processed, total).Percent.Should().Be(expected);
    }
}
