using System.Text.Json;
using PrismQ.Application.Configs;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;

namespace PrismQ.Application.Tests.Configs;

public sealed class SaveConfigValidatorTests
{
    private readonly SaveConfigValidator _validator = new();

    [TestCase("a", true)]
    [TestCase("_a-B9", true)]
    [TestCase("", false)]
    [TestCase("9a", false)]
    [TestCase("-a", false)]
    [TestCase("a b", false)]
    [TestCase("ä", false)]
    [TestCase("a\n", false)]
    [TestCase("--help", false)]
    [TestCase("__internal__", false)]
    [TestCase("__system__", false)]
    [TestCase("__private__", false)]
    [TestCase("__internal", true)]
    public void Validate_WhenANameIsGiven_AcceptsTheGoodOnes(string name, bool accepted)
    {
        var result = _validator.Validate(Command([name]));

        result.IsValid.Should().Be(accepted);
    }

    [TestCase(64, true)]
    [TestCase(65, false)]
    public void Validate_WhenANameReachesItsLimit_AcceptsTheLimitAndNoMore(int length, bool accepted)
    {
        var result = _validator.Validate(Command([new string('a', length)]));

        result.IsValid.Should().Be(accepted);
    }

    [TestCase(100, true)]
    [TestCase(101, false)]
    public void Validate_WhenThereAreManyParameters_AcceptsOneHundred(int count, bool accepted)
    {
        var result = _validator.Validate(Command([.. Enumerable.Range(0, count).Select(n => $"p{n}")]));

        result.IsValid.Should().Be(accepted);
        result.Errors.Select(error => error.PropertyName).Should().Equal(accepted ? [] : [nameof(SaveConfigCommand.Parameters)]);
    }

    private static SaveConfigCommand Command(string[] names) => new(
        new ModuleId("m"), names.ToDictionary(name => name, JsonElement (_) => JsonValues.Of("x")));
}
