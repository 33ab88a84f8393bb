using static PrismQ.BenchmarkGate.Tests.Launches;

namespace PrismQ.BenchmarkGate.Tests;

public sealed class JudgeTests
{
    [TestCase(100, Verdict.Ok)]
    [TestCase(109, Verdict.Ok)]
    [TestCase(112, Verdict.Investigate)]
    [TestCase(119, Verdict.Investigate)]
    [TestCase(125, Verdict.Fail)]
    [TestCase(50, Verdict.Ok)]
    public void Decide_WhenBothSetsAgree_GoesByHowMuchSlowerItIs(double changeTime, Verdict verdict)
    {
        var pairs = Pairs(100, changeTime, changeTime, changeTime, changeTime, changeTime);

        Decide(pairs, pairs).Verdict.Should().Be(verdict);
    }

    [Test]
    public void Decide_WhenTheSecondSetIsNotSlower_DoesNotFail()
    {
        var slow = Pairs(100, 140, 141, 139, 140, 142);
        var asBefore = Pairs(100, 99, 101, 100, 98, 102);
        var torn = Pairs(100, 99, 101, 142, 98, 150);

        Decide(slow, asBefore).Verdict.Should().NotBe(Verdict.Fail);
        (Decide(slow, torn).Verdict, Decide(slow, torn).Sets).Should().Be((Verdict.Unclear, 2));
    }

    [Test]
    public void Suspects_WhenAKernelLooksALittleSlower_NamesIt()
    {
        Judge.Suspects(Pairs(100, 107, 108, 107)).Should().Equal(Id);
        Judge.Suspects(Pairs(100, 104, 105, 104)).Should().BeEmpty();
        Judge.Suspects(Pairs(100, 100, 100, 125)).Should().Equal(Id);
    }

    [Test]
    public void Decide_WhenTheChangeSaysWhyItIsSlower_IsExplainedUpToTheLimit()
    {
        var judge = new Judge(new HashSet<string> { Id });
        var bit = Pairs(100, 115, 115, 115);
        var lot = Pairs(100, 130, 130, 130);

        judge.Decide(bit, bit)[0].Verdict.Should().Be(Verdict.Explained);
        judge.Decide(lot, lot)[0].Verdict.Should().Be(Verdict.Fail);
    }

    [Test]
    public void Decide_WhenTheBaseDiffersWithItself_IsUnclear()
    {
        double[] before = [100, 250, 100, 250, 100];
        IReadOnlyList<LaunchPair> noisy = [.. before.SelectMany(time => Pairs(time, time * 1.5))];

        Decide(noisy, noisy).Verdict.Should().Be(Verdict.Unclear);
    }

    [Test]
    public void Decide_WhenTheIntervalHoldsThatNothingChanged_IsUnclear()
    {
        var uneven = Pairs(100, 92, 130, 130, 130, 130);

        Decide(uneven, uneven).Verdict.Should().Be(Verdict.Unclear);
    }

    [TestCase(1000, 1100, Verdict.Ok)]
    [TestCase(1000, 1101, Verdict.Fail)]
    [TestCase(0, 1, Verdict.Ok)]
    [TestCase(0, 24, Verdict.Fail)]
    public void Decide_WhenAllocationsGrow_AllowsTenInAHundred(double before, double after, Verdict verdict)
    {
        Decide(Same(Kernel(bytes: before), Kernel(bytes: after)), []).Verdict.Should().Be(verdict);
    }

    [Test]
    public void Decide_WhenABenchmarkIsGone_Fails()
    {
        var decided = Decide(Same(Kernel(), null), []);

        (decided.Verdict, decided.Reason).Should().Be((Verdict.Fail, "missing or renamed"));
    }

    [Test]
    public void Decide_WhenABenchmarkBreaks_FailsWithItsReason()
    {
        var decided = Decide(Same(Kernel(), Kernel(error: "no such table")), []);

        (decided.Verdict, decided.Reason).Should().Be((Verdict.Fail, "no such table"));
    }

    [Test]
    public void Decide_WhenABenchmarkIsNew_IsHeldToItsBudgetOnly()
    {
        Decide(Same(null, Kernel(time: 900, budget: 1000)), []).Verdict.Should().Be(Verdict.New);
        Decide(Same(null, Kernel(time: 1100, budget: 1000)), []).Verdict.Should().Be(Verdict.Fail);
    }

    private static KernelVerdict Decide(IReadOnlyList<LaunchPair> first, IReadOnlyList<LaunchPair> second) =>
        new Judge(new HashSet<string>()).Decide(first, second).Should().ContainSingle().Subject;
}
