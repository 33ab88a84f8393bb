using PrismQ.Domain.Modules;

namespace PrismQ.Domain.Tests.Modules;

public sealed class ModuleIdTests
{
    [TestCase("a", true)]
    [TestCase("9", true)]
    [TestCase("Word_Trends-2", true)]
    [TestCase(null, false)]
    [TestCase("", false)]
    [TestCase("_a", false)]
    [TestCase("-a", false)]
    [TestCase("a.b", false)]
    [TestCase("a/b", false)]
    [TestCase("..", false)]
    [TestCase("a b", false)]
    [TestCase("a\n", false)]
    [TestCase("ä", false)]
    [TestCase("a\u0660", false)]
    public void IsValid_WhateverTheText_AcceptsWhatIsSafeInAPath(string? value, bool expected)
    {
        ModuleId.IsValid(value).Should().Be(expected);
    }

    [TestCase(ModuleId.MaxLength, true)]
    [TestCase(ModuleId.MaxLength + 1, false)]
    public void IsValid_WhenItReachesItsLimit_AcceptsTheLimitAndNoMore(int length, bool expected)
    {
        ModuleId.IsValid(new string('a', length)).Should().Be(expected);
    }
}
