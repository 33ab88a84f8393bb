using System.Text;
using System.Text.Encodings.Web;
using FsCheck;
using FsCheck.Fluent;
using PrismQ.Application.Runs.Logs;
using PrismQ.Testing.Runs;

namespace PrismQ.Application.Tests.Runs.Logs;

internal sealed class SecretMaskTests
{
    private const string Secret = "pä\"ss/wo rd+&=\\7";

    [TestCase("login {0} ok")]
    [TestCase("{0}")]
    [TestCase("{0}{0}")]
    public void Find_WhenTheSecretStandsInTheClear_HidesIt(string format) =>
        Mask(string.Format(format, Secret), Secret).Should().NotContainAny(Secret, "ss/wo").And.Contain("********");

    [Test]
    public void Find_WhenTheSecretIsInBase64_HidesItWhereverItLies([Range(0, 5)] int before, [Range(0, 4)] int after, [Values] bool urlSafe)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('x', before) + Secret + new string('y', after)));
        encoded = urlSafe ? encoded.Replace('+', '-').Replace('/', '_').TrimEnd('=') : encoded;

        var masked = Mask($"Basic {encoded};", Secret);

        masked.Should().StartWith("Basic ").And.EndWith(";").And.Contain("********");
        masked.Length.Should().BeLessThan("Basic ;********".Length + 4 * ((before + 2) / 3) + (4 * ((after + 2) / 3)) + 3);
    }

    [Test]
    public void Find_WhenTheSecretIsUrlEncoded_HidesIt([Values] bool plus, [Values] bool lower)
    {
        var encoded = Uri.EscapeDataString(Secret);
        encoded = plus ? encoded.Replace("%20", "+") : encoded;
        encoded = lower ? System.Text.RegularExpressions.Regex.Replace(encoded, "%..", match => match.Value.ToLowerInvariant()) : encoded;

        Mask($"?token={encoded}&x=1", Secret).Should().Be("?token=********&x=1");
    }

    [TestCase("pä%22ss/wo%20rd%2B&=%5C7", Description = "reserved characters left as they are")]
    [TestCase("p%C3%A4\"ss%2Fwo rd+%26%3D\\7", Description = "escaped in part")]
    [TestCase("p\\u00E4\\\"ss\\/wo rd\\u002b&=\\\\7", Description = "JSON with every freedom")]
    public void Find_WhenTheSecretIsEscapedInPart_HidesIt(string escaped) => Mask($"<{escaped}>", Secret).Should().Be("<********>");

    [Test]
    public void Find_WhenTheSecretIsJsonEscaped_HidesIt([Values] bool relaxed)
    {
        var encoder = relaxed ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping : JavaScriptEncoder.Default;

        Mask($$"""{"token":"{{encoder.Encode(Secret + "😀")}}"}""", Secret + "😀").Should().Be("""{"token":"********"}""");
    }

    [Test]
    public void Find_WhenTheSecretHasLines_HidesEachOfThem() =>
        Mask("-----BEGIN KEY-----\r\nabcdef\nzyx\n", "-----BEGIN KEY-----\r\nabcdef\nzyx").Should().Be("********\r\n********\nzyx\n");

    [Test]
    public void Find_WhenTheSecretIsShorterThanTheMinimum_LeavesTheText() => Mask("abc abc", "abc").Should().Be("abc abc");

    [Test]
    public void Find_WhenSecretsOverlap_HidesBoth() => Mask("xxabcdefghxx", "abcdef", "defgh").Should().Be("xx********xx");

    [Test]
    public void Find_WhenTheSecretIsElsewhereNot_ChangesNothing() =>
        Mask("% 100 \\ %zz \\u12 nothing here pä", Secret).Should().Be("% 100 \\ %zz \\u12 nothing here pä");

    [Test]
    public void For_WhenARunHasPasswords_TakesTheirValuesOnly()
    {
        var run = new RunBuilder().WithParameter("user", "someone").WithSecret("password", "hunter22").Build();
        var found = new MaskedRanges();

        SecretMask.For(run).Find("someone hunter22"u8, found).Should().BeTrue();

        found.Should().Equal(new MaskedRange(8, 16));
    }

    [FsCheck.NUnit.Property]
    public Property Find_WhateverSurroundsASecret_CoversIt()
    {
        var texts = ArbMap.Default.ArbFor<NonNull<string>>();
        return Prop.ForAll(texts, texts, (before, after) =>
        {
            var text = Encoding.UTF8.GetBytes(before.Get + "tr0ub4dor&3" + after.Get);
            var start = Encoding.UTF8.GetByteCount(before.Get);
            var found = new MaskedRanges();
            return SecretMask.For(["tr0ub4dor&3"]).Find(text, found)
                && found.Any(range => range.Start <= start && range.End >= start + 11);
        });
    }

    private static string Mask(string text, params string[] secrets)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var found = new MaskedRanges();
        SecretMask.For(secrets).Find(bytes, found);
        var result = new List<byte>();
        var at = 0;
        foreach (var range in found)
        {
            result.AddRange(bytes[at..range.Start]);
            result.AddRange(SecretMask.Replacement);
            at = range.End;
        }

        return Encoding.UTF8.GetString([.. result, .. bytes[at..]]);
    }
}
