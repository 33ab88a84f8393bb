using PrismQ.Domain.Modules;
using PrismQ.Domain.Runs;

namespace PrismQ.Domain.Tests.Runs;

public sealed class RunIdTests
{
    [Test]
    public void Create_WhenTheTimeIsElsewhere_WritesItInUtc()
    {
        var id = RunId.Create(new ModuleId("word-trends"), new DateTimeOffset(2026, 1, 1, 1, 2, 3, TimeSpan.FromHours(2)), 0xAB);

        id.Value.Should().Be("run_20251231_230203_word-trends_000000ab");
        id.ToString().Should().Be(id.Value);
    }

    [TestCase("run_20251231_230203_word-trends_000000ab", true)]
    [TestCase("", false)]
    [TestCase("..", false)]
    [TestCase("a/b", false)]
    [TestCase("a\0", false)]
    [TestCase("ž", false)]
    public void IsValid_OfText_TellsWhetherItIsSafeInAPath(string text, bool expected)
    {
        RunId.IsValid(text).Should().Be(expected);
    }

    [TestCase(100, true)]
    [TestCase(101, false)]
    public void IsValid_OfLongText_EndsAtTheLimit(int length, bool expected)
    {
        RunId.IsValid(new string('r', length)).Should().Be(expected);
    }

    [TestCase(0u, "00000000")]
    [TestCase(uint.MaxValue, "ffffffff")]
    public void Create_WhateverTheRandomNumber_EndsInEightHexDigits(uint random, string expected)
    {
        RunId.Create(new ModuleId("m"), DateTimeOffset.UnixEpoch, random).Value.Should().Be($"run_19700101_000000_m_{expected}");
    }

    [Test]
    public void Create_WhenTheModuleHasTheLongestId_StaysWithinTheLimit()
    {
        var id = RunId.Create(new ModuleId(new string('m', ModuleId.MaxLength)), DateTimeOffset.UnixEpoch, 1);

        id.Value.Length.Should().BeLessThanOrEqualTo(RunId.MaxLength);
    }

    [Test]
    public void Create_WhenModuleIdsHoldTheSeparator_KeepsThemWhole()
    {
        var id = RunId.Create(new ModuleId("a_b-c_"), DateTimeOffset.UnixEpoch, 1);

        id.Value.Should().Be("run_19700101_000000_a_b-c__00000001");
    }

    [Test]
    public void Create_WhenOneSecondOrRandomNumberApart_DiffersAndSortsByTime()
    {
        var module = new ModuleId("m");

        var first = RunId.Create(module, DateTimeOffset.UnixEpoch, 7);
        var sameSecond = RunId.Create(module, DateTimeOffset.UnixEpoch.AddMilliseconds(999), 8);
        var later = RunId.Create(module, DateTimeOffset.UnixEpoch.AddSeconds(1), 0);

        first.Should().NotBe(sameSecond);
        first.Should().Be(new RunId(first.Value));
        new[] { later, first, sameSecond }.OrderBy(id => id.Value, StringComparer.Ordinal).Should().Equal(first, sameSecond, later);
    }
}
