using System.Text;
using PrismQ.Application.Runs.Logs;

namespace PrismQ.Application.Tests.Runs.Logs;

/// <summary>How much of a text a mask takes: all of the secret in each of its forms, and nothing that is none of it.</summary>
internal sealed class SecretFormsTests
{
    /// <summary>Its base64 has all of the characters that the URL-safe alphabet writes otherwise.</summary>
    private const string Secret = "~?>~?>n~?>~?";

    [Test]
    public void Hide_OfBase64_HidesEachCharacterThatHasAPartOfTheSecretAndNoOther(
        [Range(0, 5)] int before, [Range(0, 5)] int after, [Values] bool urlSafe)
    {
        var encoded = Base64(new string('x', before) + Secret + new string('y', after), urlSafe);
        var (firstBit, lastBit) = (8 * before, 8 * (before + Secret.Length));
        var (start, end) = (firstBit / 6, (lastBit + 5) / 6);

        Hide($"<{encoded}>", Secret).Should().Be($"<{encoded[..start]}********{encoded[end..]}>");
    }

    [Test]
    public void Hide_WhenBase64IsCutWhereTheSecretBegins_HidesWhatIsThere([Range(0, 2)] int before, [Values] bool urlSafe)
    {
        var encoded = Base64(new string('x', before) + Secret, urlSafe).TrimEnd('=');
        var (firstWhole, lastWhole) = (((8 * before) + 5) / 6, 8 * (before + Secret.Length) / 6);

        Hide(encoded[firstWhole..lastWhole], Secret).Should().Be("********");
    }

    [TestCase("open sesame", "say open+sesame.", "say ********.")]
    [TestCase("open sesame", "1+1, open sesame", "1+1, ********")]
    [TestCase("opensesame", "say open+sesame.", "say open+sesame.")]
    [TestCase("abcd", "%61bcd and abc%64", "******** and ********")]
    [TestCase("abcd", "100 % of \\u0061bcd", "100 % of ********")]
    [TestCase("aaaa", "aaaaaa b", "******** b")]
    public void Hide_WhateverTheSecret_HidesItsFormsToTheByte(string secret, string text, string expected) =>
        Hide(text, secret).Should().Be(expected);

    [Test]
    public void Hide_WhenOnlyTheEndOfALongSecretIsEscaped_HidesItFromItsBeginning()
    {
        var text = new string('.', 500) + "correct-horse-battery-stapl%65" + new string('.', 500);

        Hide(text, "correct-horse-battery-staple").Should().Be(new string('.', 500) + "********" + new string('.', 500));
    }

    private static string Base64(string text, bool urlSafe)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        return urlSafe ? encoded.Replace('+', '-').Replace('/', '_') : encoded;
    }

    private static string Hide(string text, string secret) =>
        Encoding.UTF8.GetString(SecretMask.For([secret]).Hide(Encoding.UTF8.GetBytes(text)));
}
