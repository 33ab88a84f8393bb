using System.Text.Json;
using PrismQ.Domain.Configs;
using PrismQ.Testing.Configs;

namespace PrismQ.Domain.Tests.Configs;

public sealed class ParameterValuesTests
{
    [Test]
    public void Keys_WhateverTheNames_StayInTheOrderGiven()
    {
        var values = Json.Parameters("""{"z": 1, "a": 2, "m": 3, "A": 4}""");

        values.Keys.Should().Equal("z", "a", "m", "A");
        values.Values.Select(value => value.GetInt32()).Should().Equal(1, 2, 3, 4);
        values.Select(pair => pair.Key).Should().Equal(values.Keys);
    }

    [Test]
    public void Constructor_WhenANameComesTwice_KeepsItsFirstPlaceAndLastValue()
    {
        var values = new ParameterValues(
        [
            KeyValuePair.Create("a", Json.Value("1")), KeyValuePair.Create("b", Json.Value("2")), KeyValuePair.Create("a", Json.Value("3")),
        ]);

        Written(values).Should().Equal("a=3", "b=2");
    }

    [Test]
    public void With_WhenLaidOver_ReplacesInPlaceAndAppendsTheRest()
    {
        var defaults = Json.Parameters("""{"first": 1, "second": 2}""");

        var merged = defaults.With(Json.Parameters("""{"third": 3, "first": 1.50}"""));

        Written(merged).Should().Equal("first=1.50", "second=2", "third=3");
        Written(defaults).Should().Equal("first=1", "second=2");
    }

    [TestCase("10000000000000000000000001")]
    [TestCase("0.10")]
    [TestCase("1e400")]
    [TestCase("-0")]
    public void Value_WhateverTheNumber_StaysAsWritten(string number)
    {
        Json.Parameters($$"""{"n": {{number}}}""")["n"].GetRawText().Should().Be(number);
    }

    [Test]
    public void Select_Always_MapsEachValueUnderItsName()
    {
        var values = Json.Parameters("""{"b": 1, "a": 2}""");

        var mapped = values.Select((name, value) => JsonValues.Of($"{name}{value}"));

        Written(mapped).Should().Equal("b=\"b1\"", "a=\"a2\"");
    }

    [Test]
    public void TryGetValue_WhenOnlyTheCaseDiffers_FindsNothing()
    {
        var values = Json.Parameters("""{"name": 1}""");

        values.TryGetValue("Name", out _).Should().BeFalse();
        values.ContainsKey("name").Should().BeTrue();
    }

    private static IEnumerable<string> Written(IEnumerable<KeyValuePair<string, JsonElement>> values) =>
        values.Select(pair => $"{pair.Key}={pair.Value.GetRawText()}");
}
