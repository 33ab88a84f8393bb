using System.Buffers.Text;
using System.Text;
using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Tests.Runs;

internal sealed class RunCursorsTests
{
    [Test]
    public void Read_OfWhatWasWritten_IsTheSamePlace()
    {
        var cursor = new RunCursor(new DateTimeOffset(2026, 1, 31, 8, 30, 0, 123, TimeSpan.Zero), new RunId("run_20260131_083000_echo_0000002a"));

        RunCursors.Read(RunCursors.Write(cursor)).Should().Be(cursor);
    }

    [TestCase("0 r", true)]
    [TestCase("3155378975999999999 r", true, Description = "the last moment that there is")]
    [TestCase("3155378976000000000 r", false)]
    [TestCase("-1 r", false)]
    [TestCase("1,000 r", false)]
    [TestCase("x r", false)]
    [TestCase("1", false)]
    [TestCase("1 ", false)]
    [TestCase("1 r r", false)]
    public void Read_OfWhatAnybodyWrote_AnswersOnlyAPlace(string text, bool isPlace)
    {
        (RunCursors.Read(Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text))) is not null).Should().Be(isPlace);
    }

    [TestCase(RunId.MaxLength, true)]
    [TestCase(RunId.MaxLength + 1, false)]
    public void Read_WhenTheIdIsLongerThanAny_IsNone(int length, bool isPlace)
    {
        (RunCursors.Read(Base64Url.EncodeToString(Encoding.UTF8.GetBytes("1 " + new string('r', length)))) is not null).Should().Be(isPlace);
    }

    [Test]
    public void Read_WhenItIsNotBase64_IsNone()
    {
        RunCursors.Read("not/base64url!").Should().BeNull();
    }
}
