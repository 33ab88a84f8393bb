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

    [TestCase("__system__", "The parameter name '__system__' is reserved.")]
    [TestCase("9a", "The parameter name '9a' is malformed: use up to 64 letters, digits, _ and -, beginning with a letter or _.")]
    public void Validate_WhenANameIsRefused_SaysWhatWouldBeRight(string name, string message)
    {
        _validator.Validate(Command([name])).Errors.Select(error => error.ErrorMessage).Should().Equal(message);
    }

    [TestCase(80, 80, "'")]
    [TestCase(81, 80, "…'")]
    public void Validate_WhenARefusedNameIsLong_RepeatsItsBeginningOnly(int length, int shown, string end)
    {
        var result = _validator.Validate(Command([new string('a', length)]));

        result.Errors.Should().ContainSingle().Which.ErrorMessage
            .Should().StartWith($"The parameter name '{new string('a', shown)}{end} is malformed");
    }

    [Test]
    public void Validate_WhenThereAreTooManyParameters_SaysOnlyThat()
    {
        var result = _validator.Validate(Command([.. Enumerable.Range(0, 101).Select(n => $"{n}")]));

        result.Errors.Select(error => error.ErrorMessage).Should().Equal("Too many parameters: 101 were given, at most 100 are allowed.");
    }

    [Test]
    public void Validate_WhenThereAreNoParameters_AsksForThem()
    {
        var command = JsonSerializer.Deserialize<SaveConfigCommand>("""{"ModuleId": {"Value": "m"}, "Parameters": null}""");

        var result = _validator.Validate(command ?? throw new InvalidOperationException("No command."));

        result.Errors.Should().ContainSingle().Which.ErrorMessage.Should().Be("parameters must be an object");
    }

    private static SaveConfigCommand Command(string[] names) => new(
        new ModuleId("m"), names.ToDictionary(name => name, JsonElement (_) => JsonValues.Of("x")));
}
