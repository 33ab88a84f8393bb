using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PrismQ.Api.Security;

namespace PrismQ.Api.Tests.Security;

internal sealed class WrongKeysTests
{
    [Test]
    public void WaitOf_AfterManyWrongKeys_DoublesUpToAMinute()
    {
        var wrongKeys = new WrongKeys(Options.Create(new SecurityOptions { MaxWrongKeys = 2 }), new FakeTimeProvider());

        var waits = Enumerable.Range(0, 10).Select(guess =>
        {
            wrongKeys.Add("a", $"guess {guess}");
            return wrongKeys.WaitOf("a");
        }).ToList();

        waits.Should().Equal(0, 1, 2, 4, 8, 16, 32, 60, 60, 60);
        wrongKeys.WaitOf("b").Should().Be(0);
    }

    [Test]
    public void Add_OfTheSameKeyAgain_IsNoFurtherGuess()
    {
        var wrongKeys = new WrongKeys(Options.Create(new SecurityOptions { MaxWrongKeys = 2 }), new FakeTimeProvider());

        var counted = Enumerable.Range(0, 10).Select(_ => wrongKeys.Add("a", "withdrawn")).ToList();

        counted.Should().Equal([true, .. Enumerable.Repeat(false, 9)]);
        wrongKeys.WaitOf("a").Should().Be(0);
        wrongKeys.Add("a", "a guess").Should().BeTrue();
        wrongKeys.WaitOf("a").Should().BePositive();
    }

    [Test]
    public void WaitOf_WhenTheTimeHasPassed_IsOver()
    {
        var time = new FakeTimeProvider();
        var wrongKeys = new WrongKeys(Options.Create(new SecurityOptions { MaxWrongKeys = 1 }), time);
        wrongKeys.Add("a", "guess");

        time.Advance(TimeSpan.FromSeconds(1));

        wrongKeys.WaitOf("a").Should().Be(0);
    }
}
