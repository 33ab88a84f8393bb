using PrismQ.Domain.Modules;

namespace PrismQ.Domain.Tests.Modules;

public sealed class ParameterNameTests
{
    [TestCase("top", true)]
    [TestCase("_x-1", true)]
    [TestCase("", false)]
    [TestCase("1a", false)]
    [TestCase("-a", false)]
    [TestCase("a=b", false)]
    [TestCase("a b", false)]
    public void IsWellFormed_WhateverTheText_AcceptsWhatAScriptCanTakeAsAnOption(string name, bool expected)
    {
        ParameterName.IsWellFormed(name).Should().Be(expected);
    }

    [Test]
    public void IsWellFormed_WhenItReachesItsLimit_AcceptsTheLimitAndNoMore()
    {
        ParameterName.IsWellFormed(new string('a', ParameterName.MaxLength)).Should().BeTrue();
        ParameterName.IsWellFormed(new string('a', ParameterName.MaxLength + 1)).Should().BeFalse();
    }

    [TestCase("__internal__", true)]
    [TestCase("__system__", true)]
    [TestCase("__private__", true)]
    [TestCase("__Private__", false)]
    [TestCase("internal", false)]
    public void IsReserved_WhateverTheName_IsTrueForTheReservedOnesOnly(string name, bool expected)
    {
        ParameterName.IsReserved(name).Should().Be(expected);
    }
}
