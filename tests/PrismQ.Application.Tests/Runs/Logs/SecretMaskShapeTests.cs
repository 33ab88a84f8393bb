using System.Text;
using PrismQ.Application.Runs.Logs;
using PrismQ.Testing.Runs;

namespace PrismQ.Application.Tests.Runs.Logs;

/// <summary>What a mask is made of, and what it says of itself.</summary>
internal sealed class SecretMaskShapeTests
{
    [TestCase("say s3cret and s3cret!", "say ******** and ********!")]
    [TestCase("s3cret", "********")]
    [TestCase("nothing here", "nothing here")]
    [TestCase("", "")]
    public void Hide_WhateverTheText_LeavesAllButTheSecret(string text, string expected)
    {
        Encoding.UTF8.GetString(SecretMask.For(["s3cret"]).Hide(Encoding.UTF8.GetBytes(text))).Should().Be(expected);
        Encoding.UTF8.GetString(SecretMask.None.Hide(Encoding.UTF8.GetBytes(text))).Should().Be(text);
    }

    [Test]
    public void Find_WhenSecretsLieInAnotherOrderThanTheyAreGiven_AnswersThemInTheTextsOrder()
    {
        var found = new MaskedRanges();

        SecretMask.For(["later", "first"]).Find("first, later"u8, found).Should().BeTrue();

        found.Should().Equal(new MaskedRange(0, 5), new MaskedRange(7, 12));
        SecretMask.For(["later"]).Find("nothing"u8, found).Should().BeFalse();
        found.Should().BeEmpty("what it held is dropped");
    }

    [Test]
    public void Find_WhenSecretsTouch_MakesOneOfThem()
    {
        var found = new MaskedRanges();

        SecretMask.For(["abcd", "efgh"]).Find("abcdefgh"u8, found);

        found.Should().Equal(new MaskedRange(0, 8));
    }

    [TestCase("abc", true)]
    [TestCase("abcd", false)]
    [TestCase("éé", false, Description = "four bytes")]
    [TestCase("abc\ndef", true)]
    [TestCase("abc\nlong enough", false)]
    public void For_WhateverTheSecret_IsEmptyWhenNoLineOfItIsLongEnough(string secret, bool isEmpty)
    {
        var mask = SecretMask.For([secret]);

        mask.IsEmpty.Should().Be(isEmpty);
        ReferenceEquals(mask, SecretMask.None).Should().Be(isEmpty);
    }

    [TestCase(0, 0)]
    [TestCase(10, 60)]
    [TestCase(10_000, SecretMask.MaxReach)]
    public void Reach_OfAMask_IsTheLongestFormOfItsLongestSecretWithinTheLimit(int length, int expected)
    {
        SecretMask.For([new string('x', length), "abcd"[..Math.Min(4, length)]]).Reach.Should().Be(expected);
    }

    [Test]
    public void For_WhenASecretIsANumber_HidesItAsItIsWritten()
    {
        var mask = SecretMask.For(new RunBuilder().WithSecret("pin", "").WithSecret("code", "x").WithParameter("n", 1).Build());

        mask.IsEmpty.Should().BeTrue("neither is long enough");
        Encoding.UTF8.GetString(SecretMask.For(new RunBuilder().WithSecret("code", "x").WithParameter("code", 123456).Build()).Hide("is 123456."u8))
            .Should().Be("is ********.");
    }

    [Test]
    public void IsSameAs_OfTwoMasks_ComparesWhatTheyHide()
    {
        var mask = SecretMask.For(["abcd", "efgh"]);

        mask.IsSameAs(mask).Should().BeTrue();
        mask.IsSameAs(SecretMask.For(["abcd", "efgh"])).Should().BeTrue();
        mask.IsSameAs(SecretMask.For(["abcd"])).Should().BeFalse();
        SecretMask.None.IsSameAs(mask).Should().BeFalse();
        SecretMask.None.IsSameAs(SecretMask.Everything).Should().BeFalse();
    }

    [Test]
    public void For_WhenTheSecretsAreLost_HidesEverything()
    {
        var mask = SecretMask.For(new RunBuilder().WithSecret("token", "********").Build() with { SecretsAreLost = true });

        mask.IsEmpty.Should().BeFalse();
        Encoding.UTF8.GetString(mask.Hide("::metric s3cret=1"u8)).Should().Be("********");
        mask.Hide([]).Length.Should().Be(0);
    }
}
