using System.Text;
using PrismQ.Application.Runs.Logs;

namespace PrismQ.Application.Tests.Runs.Logs;

internal sealed class IsoTimestampTests
{
    [TestCase("2026-01-31T08:30:00Z", "2026-01-31T08:30:00.000000Z")]
    [TestCase("2026-01-31T08:30:00.1234567Z", "2026-01-31T08:30:00.123456Z")]
    [TestCase("2026-01-31T08:30:00.12345678Z", "2026-01-31T08:30:00.123456Z")]
    [TestCase("2026-01-31T08:30:00.123456789+02:00", "2026-01-31T06:30:00.123456Z")]
    [TestCase("2026-01-31T08:30:00.999999999999 02:00", "2026-01-31T06:30:00.999999Z")]
    [TestCase("2026-01-31T08:30:00.12", "2026-01-31T08:30:00.120000Z")]
    [TestCase("2026-01-31T08:30", "2026-01-31T08:30:00.000000Z")]
    [TestCase("2026-01-31T08:30Z", "2026-01-31T08:30:00.000000Z")]
    [TestCase("2026-01-31 08:30", "2026-01-31T08:30:00.000000Z")]
    [TestCase("2026-01-31 08:30:01", "2026-01-31T08:30:01.000000Z")]
    [TestCase("2026-01-31 08:30:01.5", "2026-01-31T08:30:01.500000Z")]
    [TestCase("2026-01-31", "2026-01-31T00:00:00.000000Z")]
    [TestCase("2026-01-31T08:30:00+02:00", "2026-01-31T06:30:00.000000Z")]
    [TestCase("2026-01-31T08:30:00 02:00", "2026-01-31T06:30:00.000000Z", Description = "a plus sign that was not encoded")]
    [TestCase("2026-01-31T08:30:00-02:00", "2026-01-31T10:30:00.000000Z")]
    public void TryParse_OfWhatClientsWrite_IsThatMomentInUtc(string text, string expected)
    {
        IsoTimestamp.TryParse(text, out var timestamp).Should().BeTrue();

        Span<byte> written = stackalloc byte[IsoTimestamp.Length];
        IsoTimestamp.Format(timestamp, written);
        Encoding.ASCII.GetString(written).Should().Be(expected);
    }

    [TestCase("")]
    [TestCase("noon")]
    [TestCase(" 02:00")]
    [TestCase("2026-02-30T00:00:00Z")]
    [TestCase("2026-01-31T25:00:00Z")]
    [TestCase("31.01.2026")]
    [TestCase("2026-01-31T08:30:00.12345678x9Z")]
    [TestCase("1769848200")]
    public void TryParse_OfAnythingElse_IsFalse(string text)
    {
        IsoTimestamp.TryParse(text, out _).Should().BeFalse();
    }
}
