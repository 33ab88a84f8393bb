using PrismQ.Application.Configs.Rules;
using PrismQ.Testing.Configs;
using static PrismQ.Testing.Modules.ModuleBuilder;

namespace PrismQ.Application.Tests.Configs.Rules;

internal sealed class ParameterPatternTests
{
    /// <summary>An engine that goes back needs 2^40 steps for it, one that does not a few dozen.</summary>
    private static readonly string Costly = new string('a', 40) + "!";

    [TestCase("a)|(b", Description = "it would close the group that it is put into")]
    [TestCase("(")]
    [TestCase("[z-a]")]
    public void Create_WhenThePatternIsNone_Throws(string pattern)
    {
        var create = () => new ParameterPattern(pattern);

        create.Should().Throw<ArgumentException>();
    }

    [TestCase("(?x) [a-z]+ # letters", "abc", true)]
    [TestCase("(?x) [a-z]+ # (letters", "1abc", false)]
    [TestCase("a # b", "a # b", true)]
    [TestCase("a # b", "a", false)]
    public void Matches_WhenThePatternEndsInAComment_LeavesItOut(string pattern, string value, bool expected)
    {
        new ParameterPattern(pattern).Matches(value).Should().Be(expected);
    }

    [TestCase("(a+)+$", "t format is invalid")]
    [TestCase("(?=(a+)+$)a", "t could not be checked in time against its pattern, which is too costly for this value")]
    public void Validate_WhenAPatternIsCostly_DecidesWhereItCanAndElseSaysWhy(string pattern, string expected)
    {
        var parameter = Parameter("t").Matching(pattern);

        new ParameterRules().Check(parameter, Json.Value($"\"{Costly}\"")).Should().Be(expected);
    }
}
