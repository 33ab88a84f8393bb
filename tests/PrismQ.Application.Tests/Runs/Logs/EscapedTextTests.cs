using System.Text;
using PrismQ.Application.Runs.Logs;

namespace PrismQ.Application.Tests.Runs.Logs;

internal sealed class EscapedTextTests
{
    [TestCase("%41", "A", 3)]
    [TestCase("\\\\", "\\", 2)]
    [TestCase("\\/", "/", 2)]
    [TestCase("\\n\\r\\t\\b\\f", "\n\r\t\b\f", 10)]
    [TestCase("\\u0041", "A", 6)]
    [TestCase("\\ud83d\\ude00", "😀", 12)]
    [TestCase("a+b", "a b", 3)]
    [TestCase("a+b", "a+b", 3)]
    [TestCase("%4", "%4", 2)]
    [TestCase("100%", "100%", 4)]
    [TestCase("\\", "\\", 1)]
    [TestCase("A and more", "A", 1)]
    public void StartsWith_WhenTheTextBeginsWithTheValueInAnyForm_SaysHowLongItIs(string text, string value, int expected)
    {
        EscapedText.StartsWith(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(value), out var length).Should().BeTrue();

        length.Should().Be(expected);
    }

    [TestCase("%4", "A")]
    [TestCase("%4g", "A")]
    [TestCase("\\u004", "A")]
    [TestCase("\\u00zz", "A")]
    [TestCase("\\ud83d", "😀")]
    [TestCase("\\ud83dxxxxxx", "😀")]
    [TestCase("\\ud83d\\xde00", "😀")]
    [TestCase("\\ud83dxude00", "😀")]
    [TestCase("\\ud83d\\u0041", "😀")]
    [TestCase("\\", "x")]
    [TestCase("a", "ab")]
    [TestCase("", "a")]
    public void StartsWith_WhenTheFormIsTornOrAnother_IsFalse(string text, string value)
    {
        EscapedText.StartsWith(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(value), out _).Should().BeFalse();
    }
}
