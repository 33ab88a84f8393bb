using PrismQ.Application.Configs.Rules;
using PrismQ.Domain.Common;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;
using PrismQ.Testing.Configs;
using static PrismQ.Testing.Modules.ModuleBuilder;

namespace PrismQ.Application.Tests.Configs.Rules;

public sealed class ParameterValidatorTests
{
    private readonly ParameterValidator _validator = new(new ParameterRules());

    [TestCase("""{"n": "5"}""", "n must be a number")]
    [TestCase("""{"n": true}""", "n must be a number")]
    [TestCase("""{"n": 0}""", "n must be >= 1")]
    [TestCase("""{"n": -1e400}""", "n must be >= 1")]
    [TestCase("""{"n": 10.51}""", "n must be <= 10.5")]
    [TestCase("""{"n": 1e400}""", "n must be <= 10.5")]
    [TestCase("""{"s": "c"}""", "s must be one of: a, b")]
    [TestCase("""{"s": 1}""", "s must be one of: a, b")]
    [TestCase("""{"c": "true"}""", "c must be a boolean")]
    [TestCase("""{"c": 1}""", "c must be a boolean")]
    [TestCase("""{"t": 1}""", "t must be a string")]
    [TestCase("""{"t": []}""", "t must be a string")]
    [TestCase("""{"p": {}}""", "p must be a string")]
    [TestCase("""{"w": "1a"}""", "w format is invalid")]
    [TestCase("""{"m": "x"}""", "Only digits, please")]
    [TestCase("""{"t": "a\u0000b"}""", "t contains a NUL character, which no script can receive")]
    [TestCase("""{"t": "\ud800"}""", "t contains a lone surrogate (half a character), which no script can receive")]
    [TestCase("""{"extra": "\udc00"}""", "extra contains a lone surrogate (half a character), which no script can receive")]
    [TestCase("""{"extra": [{"deep": "\ud800"}]}""", "extra contains a lone surrogate (half a character), which no script can receive")]
    [TestCase("""{"extra": {"\ud800": 1}}""", "extra contains a lone surrogate (half a character), which no script can receive")]
    [TestCase("""{"hidden": "\ud800"}""", "hidden contains a lone surrogate (half a character), which no script can receive")]
    public void Validate_WhenAValueBreaksARule_SaysSoToTheLetter(string given, string message)
    {
        var module = Module(
            "all",
            Number("n", min: 1, max: 10.5m),
            Select("s", "a", "b"),
            Checkbox("c"),
            Parameter("t"),
            Password("p"),
            Parameter("w").Matching("[a-z]+"),
            Parameter("m").Matching("[0-9]+", "Only digits, please"),
            Number("hidden").Required().ShownWhen("c", "true"));

        var error = Validate(module, given).Error;

        error.Should().NotBeNull();
        (error?.Message).Should().Be("Invalid parameters: " + message);
        (error?.Kind, error?.Code).Should().Be((ErrorKind.Invalid, "INVALID_PARAMETERS"));
    }

    [TestCase("1")]
    [TestCase("1.0")]
    [TestCase("10.5")]
    [TestCase("1e1")]
    public void Validate_WhenANumberIsWithinItsBounds_KeepsItAsItWasWritten(string number)
    {
        var module = Module("all", Number("n", min: 1, max: 10.5m));

        var resolved = Validate(module, $$"""{"n": {{number}}}""").Value.Resolved;

        resolved["n"].GetRawText().Should().Be(number);
    }

    [Test]
    public void Validate_WhenSeveralValuesAreWrong_AnswersAllOfThemTogether()
    {
        var module = Module("all", Parameter("name") with { Required = true, Label = "Your name" }, Number("n"), Checkbox("c"));

        var error = Validate(module, """{"n": "x", "c": 0}""").Error;

        (error?.Message).Should().Be("Invalid parameters: Your name is required; n must be a number; c must be a boolean");
        (error?.Fields).Should().ContainKeys("name", "n", "c");
    }

    [TestCase("""{}""")]
    [TestCase("""{"a": null}""")]
    [TestCase("""{"a": ""}""")]
    public void Validate_WhenARequiredValueIsMissing_NamesItByLabelElseDescriptionElseName(string given)
    {
        var module = Module("all", Parameter("a").Required(), Parameter("b").Required() with { Description = "The b" });

        var error = Validate(module, given).Error;

        (error?.Message).Should().Be("Invalid parameters: a is required; The b is required");
    }

    [Test]
    public void Validate_WhenARequestLeavesAParameterOut_TakesItsDefault()
    {
        var module = Module("all", Parameter("a", defaultJson: "\"x\"").Required(), Parameter("b", defaultJson: "\"\""));

        var parameters = Validate(module, "{}").Value;

        parameters.Resolved.Should().ContainSingle().Which.Value.GetString().Should().Be("x");
        parameters.Given.Should().BeEmpty();
    }

    [Test]
    public void Validate_WhenANullIsGivenOverADefault_DoesNotTakeTheDefault()
    {
        var module = Module("all", Parameter("a", defaultJson: "\"x\"").Required());

        var error = Validate(module, """{"a": null}""").Error;

        (error?.Message).Should().Be("Invalid parameters: a is required");
    }

    [TestCase("""{"mode": "simple", "depth": "not a number"}""")]
    [TestCase("""{"depth": "not a number"}""")]
    public void Validate_WhenAConditionDoesNotMatch_NeitherRequiresNorChecksNorPassesOn(string given)
    {
        var module = Module("all", Select("mode", "simple", "deep"), Number("depth").Required().ShownWhen("mode", "\"deep\""));

        var parameters = Validate(module, given).Value;

        parameters.Hidden.Should().Equal("depth");
        parameters.Resolved.Keys.Should().NotContain("depth");
        parameters.Given.Keys.Should().Contain("depth");
    }

    [Test]
    public void Validate_WhenAConditionMatches_RequiresTheParameter()
    {
        var module = Module("all", Select("mode", "simple", "deep"), Number("depth").Required().ShownWhen("mode", "\"deep\""));

        var error = Validate(module, """{"mode": "deep"}""").Error;

        (error?.Message).Should().Be("Invalid parameters: depth is required");
    }

    [TestCase("""{"mode": "deep", "way": "own"}""", null)]
    [TestCase("""{"mode": "simple", "way": "own"}""", "depth,way")]
    [TestCase("""{"mode": "deep", "way": "usual"}""", "depth")]
    public void Validate_WhenAParameterWaitsForAHiddenOne_IsHiddenToo(string given, string? hidden)
    {
        var module = Module(
            "all",
            Number("depth").ShownWhen("way", "\"own\""),
            Select("way", "own", "usual").ShownWhen("mode", "\"deep\""),
            Select("mode", "simple", "deep"));

        var parameters = Validate(module, given).Value;

        parameters.Hidden.Should().BeEquivalentTo(hidden?.Split(',') ?? []);
        parameters.Resolved.Keys.Intersect(parameters.Hidden).Should().BeEmpty();
    }

    [Test]
    public void Validate_WhenACheckboxWasNotTouched_CountsItAsOffInConditions()
    {
        var module = Module("all", Checkbox("auto"), Number("depth").Required().ShownWhen("auto", "false"));

        var error = Validate(module, "{}").Error;

        (error?.Message).Should().Be("Invalid parameters: depth is required");
    }

    [TestCase("""{"auto": true}""", true)]
    [TestCase("""{"auto": false}""", false)]
    [TestCase("""{"auto": null}""", false)]
    [TestCase("""{}""", false)]
    public void Validate_WhenAConditionAsksForACheckboxThatIsOn_ShowsTheParameterOnlyThen(string given, bool isShown)
    {
        var module = Module("all", Checkbox("auto"), Number("depth").Required().ShownWhen("auto", "true"));

        var result = Validate(module, given);

        (result.Error?.Message).Should().Be(isShown ? "Invalid parameters: depth is required" : null);
        (result.Error is null).Should().Be(!isShown);
    }

    [Test]
    public void Validate_WhenAnotherFieldThanACheckboxIsEmpty_CountsItAsEmptyInConditions()
    {
        var module = Module("all", Parameter("mode"), Number("depth").Required().ShownWhen("mode", "false"));

        var parameters = Validate(module, "{}").Value;

        parameters.Hidden.Should().Equal("depth");
    }

    [TestCase("""{"depth": null}""", true)]
    [TestCase("""{"depth": "a\u0000b"}""", false)]
    public void Validate_WhenAHiddenParameterIsGiven_AsksOnlyThatItCanBeKept(string given, bool accepted)
    {
        var module = Module("all", Checkbox("auto"), Number("depth").Required().ShownWhen("auto", "true"));

        (Validate(module, given).Error is null).Should().Be(accepted);
    }

    [TestCase("********", false)]
    [TestCase("s3cret", true)]
    public void Validate_WhenAHiddenPasswordIsGiven_KeepsItButNeverTheMask(string given, bool kept)
    {
        var module = Module("all", Checkbox("sealed"), Password("key").ShownWhen("sealed", "true"));

        Validate(module, $$"""{"key": "{{given}}"}""").Value.Given.ContainsKey("key").Should().Be(kept);
    }

    [Test]
    public void Validate_WhenNothingIsHidden_PassesAllOnAndWarnsOfWhatIsNotDeclared()
    {
        var module = Module("all", Number("b"), Parameter("a", defaultJson: "\"x\""));

        var parameters = Validate(module, """{"extra": 1, "b": 2}""").Value;

        parameters.Hidden.Should().BeEmpty();
        parameters.Resolved.Keys.Should().BeEquivalentTo("a", "extra", "b");
        parameters.Warnings.Should().Equal("extra is not declared by the module; it is kept and passed on as it is.");
    }

    [Test]
    public void Validate_WhenANameIsNotDeclared_KeepsItWithAWarning()
    {
        var parameters = Validate(Module(), """{"extra": {"deep": [1, 2.50]}}""").Value;

        parameters.Resolved["extra"].GetRawText().Should().Be("""{"deep": [1, 2.50]}""");
        parameters.Warnings.Should().ContainSingle().Which.Should().StartWith("extra is not declared");
    }

    [Test]
    public void Validate_WhenTheModuleRefusesAdditionalParameters_RefusesUndeclaredNames()
    {
        var module = Module() with { AdditionalParameters = false };

        var error = Validate(module, """{"extra": 1}""").Error;

        (error?.Message).Should().Be("Invalid parameters: extra is not a parameter of this module");
    }

    [TestCase(100 * 1024, true)]
    [TestCase(100 * 1024 + 1, false)]
    public void Validate_WhenAValueReachesTheSizeLimit_AcceptsTheLimitAndNoMore(int length, bool accepted)
    {
        var given = new ParameterValues([KeyValuePair.Create("t", JsonValues.Of(new string('x', length)))]);

        var error = _validator.Validate(Module("all", Parameter("t")), given).Error;

        (error is null).Should().Be(accepted);
    }

    [TestCase("(a+)+$")]
    [TestCase("(?=(a+)+$)a")]
    public void Validate_WhenAPatternIsCatastrophic_AnswersWithAnError(string pattern)
    {
        var module = Module("all", Parameter("t").Matching(pattern));

        var error = Validate(module, $$"""{"t": "{{new string('a', 5000)}}!"}""").Error;

        (error?.Message).Should().StartWith("Invalid parameters: t ");
    }

    [TestCase("[a-z]+", "abc1", true)]
    [TestCase("[a-z]+", "1abc", false)]
    [TestCase("[a-z]+$", "abc1", false)]
    [TestCase("a|b", "b", true)]
    [TestCase("a|b", "xb", false)]
    [TestCase(@"(\w)\1", "aab", true)]
    [TestCase(@"(?i)abc", "ABC", true)]
    public void Validate_WhenThereIsAPattern_MatchesFromTheValuesStart(string pattern, string value, bool accepted)
    {
        var module = Module("all", Parameter("t").Matching(pattern));
        var given = new ParameterValues([KeyValuePair.Create("t", JsonValues.Of(value))]);

        var error = _validator.Validate(module, given).Error;

        (error is null).Should().Be(accepted);
    }

    private Result<ValidatedParameters> Validate(Module module, string given) => _validator.Validate(module, Json.Parameters(given));
}
