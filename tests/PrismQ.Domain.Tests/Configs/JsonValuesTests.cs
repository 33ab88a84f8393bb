using System.Globalization;
using System.Text.Json;
using PrismQ.Domain.Configs;
using PrismQ.Testing.Configs;

namespace PrismQ.Domain.Tests.Configs;

public sealed class JsonValuesTests
{
    [TestCase("null", true)]
    [TestCase("\"\"", true)]
    [TestCase("\" \"", false)]
    [TestCase("0", false)]
    [TestCase("false", false)]
    [TestCase("[]", false)]
    [TestCase("\"\\ud800\"", false)]
    public void IsNone_WhateverTheValue_IsTrueForNullAndTheEmptyTextOnly(string json, bool expected)
    {
        Json.Value(json).IsNone().Should().Be(expected);
    }

    [Test]
    public void IsNone_WhenThereIsNoElement_IsTrue()
    {
        default(JsonElement).IsNone().Should().BeTrue();
        default(JsonElement).IsSameAs(default).Should().BeTrue();
        default(JsonElement).IsSameAs(Json.Value("null")).Should().BeFalse();
    }

    [TestCase("1", "1.0", true)]
    [TestCase("10", "1e1", true)]
    [TestCase("1", "2", false)]
    [TestCase("1", "\"1\"", false)]
    [TestCase("true", "false", false)]
    [TestCase("\"a\"", "\"\\u0061\"", true)]
    [TestCase("\"a\"", "\"A\"", false)]
    [TestCase("[1, 2]", "[1.0,2]", true)]
    [TestCase("[1, 2]", "[2, 1]", false)]
    [TestCase("\"\\ud800\"", "\"\\ud800\"", true)]
    [TestCase("\"\\ud800\"", "\"\\udc00\"", false)]
    [TestCase("1e99999999999", "1e99999999999", true)]
    [TestCase("1e99999999999", "1e99999999998", false)]
    public void IsSameAs_WhateverTheValues_ComparesAsPeopleDo(string left, string right, bool expected)
    {
        Json.Value(left).IsSameAs(Json.Value(right)).Should().Be(expected);
        Json.Value(right).IsSameAs(Json.Value(left)).Should().Be(expected);
    }

    [TestCase("\"a\"", "a")]
    [TestCase("\"\"", "")]
    [TestCase("\"\\ud83d\\ude00\"", "😀")]
    [TestCase("\"\\ud800\"", null)]
    [TestCase("5", null)]
    [TestCase("null", null)]
    public void TryGetText_WhateverTheValue_AnswersTextOnly(string json, string? expected)
    {
        var isText = Json.Value(json).TryGetText(out var text);

        isText.Should().Be(expected is not null);
        text.Should().Be(expected);
    }

    [TestCase("\"\\ud800\"", true)]
    [TestCase("[1, [\"\\udc00\"]]", true)]
    [TestCase("{\"a\": {\"b\": \"\\ud800\"}}", true)]
    [TestCase("{\"\\ud800\": 1}", true)]
    [TestCase("{\"a\": 1, \"b\": \"\\ud800\"}", true)]
    [TestCase("[]", false)]
    [TestCase("{\"a\": [\"\\ud83d\\ude00\", 1, null, true]}", false)]
    public void HasLoneSurrogate_WhereverItStands_FindsIt(string json, bool expected)
    {
        Json.Value(json).HasLoneSurrogate().Should().Be(expected);
    }

    [TestCase("\"a\"", "a", true)]
    [TestCase("\"\\u0061\"", "a", true)]
    [TestCase("\"a\"", "A", false)]
    [TestCase("\"\\ud800\"", "a", false)]
    [TestCase("5", "5", false)]
    public void IsText_WhateverTheValue_IsTrueForThatTextOnly(string json, string text, bool expected)
    {
        Json.Value(json).IsText(text).Should().Be(expected);
    }

    [TestCase("1", 0)]
    [TestCase("0.99", -1)]
    [TestCase("1.01", 1)]
    [TestCase("1e400", 1)]
    [TestCase("-1e400", -1)]
    [TestCase("1e-400", -1)]
    [TestCase("-1e-99999999999999999999", -1)]
    [TestCase("1e99999999999999999999", 1)]
    [TestCase("1.0000000000000000000000000000000000000000", 0)]
    [TestCase("1.0000000000000000000000000000000000000001", 1)]
    [TestCase("0.9999999999999999999999999999999999999999", -1)]
    [TestCase("-1.0000000000000000000000000000000000000001", -1)]
    [TestCase("1000000000000000000000000000000000000000e-39", 0)]
    [TestCase("1000000000000000000000000000000000000001e-39", 1)]
    [TestCase("0.001E+3", 0)]
    [TestCase("0e99999999999999999999", -1)]
    [TestCase("-0.00000000000000000000000000000000000000000", -1)]
    public void CompareNumber_WhateverItsSize_ComparesWithTheBound(string number, int expected)
    {
        Math.Sign(Json.Value(number).CompareNumber(1)).Should().Be(expected);
    }

    [TestCase("10.500000000000000000000000000000000001", "10.5", 1)]
    [TestCase("-10.500000000000000000000000000000000001", "-10.5", -1)]
    [TestCase("10.5000000000000000000000000000000000000", "10.50", 0)]
    [TestCase("0.00000000000000000000000000000000000", "0", 0)]
    [TestCase("0.00000000000000000000000000000000001", "0", 1)]
    [TestCase("-0.00000000000000000000000000000000001", "0.000", -1)]
    [TestCase("79228162514264337593543950335.1", "79228162514264337593543950335", 1)]
    [TestCase("0.0000000000000000000000000001", "0.0000000000000000000000000001", 0)]
    [TestCase("1e-28", "0.0000000000000000000000000001", 0)]
    [TestCase("-2e3", "-1999.99", -1)]
    public void CompareNumber_WhateverItsDigits_IsExact(string number, string bound, int expected)
    {
        Math.Sign(Json.Value(number).CompareNumber(decimal.Parse(bound, CultureInfo.InvariantCulture))).Should().Be(expected);
    }
}
