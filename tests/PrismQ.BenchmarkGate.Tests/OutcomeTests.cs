using static PrismQ.BenchmarkGate.Tests.Launches;

namespace PrismQ.BenchmarkGate.Tests;

public sealed class OutcomeTests
{
    [TestCase(new[] { Verdict.Ok, Verdict.New, Verdict.Explained }, Outcome.Pass)]
    [TestCase(new[] { Verdict.Ok, Verdict.Unclear }, Outcome.CannotJudge)]
    [TestCase(new[] { Verdict.Unclear, Verdict.Fail }, Outcome.Regression)]
    [TestCase(new[] { Verdict.Ok, Verdict.Investigate }, Outcome.Regression)]
    public void OutcomeOf_IsThatOfTheWorstBenchmark(Verdict[] verdicts, Outcome outcome)
    {
        Gate.OutcomeOf([.. verdicts.Select(verdict => new KernelVerdict(Id, "Runs", verdict, "", null, null, null, 1))])
            .Should().Be(outcome);
    }

    [Test]
    public void Write_WhenAKernelIsSlower_ShowsItInTheTableOfItsFeature()
    {
        var pairs = Pairs(2000, 3000, 3000, 3000, 3000, 3000);
        var report = new Report("0123456789abcdef", "fedcba9876543210", 5).Write(new Judge(new HashSet<string>()).Decide(pairs, pairs));

        report.Should().Contain("Benchmark gate: regression").And.Contain("### Runs")
            .And.Contain("| runs.page | 2.00 µs | 3.00 µs | 1.50 | 1.50–1.50 (98 %, 2 sets) |").And.Contain("**fail**: slower");
    }

    [TestCase("--launches", "2", "--launches must be from 3 to 50")]
    [TestCase("--base", null, "--base needs a value")]
    [TestCase("--speed", "9", "--speed is not an option")]
    public void TryParse_WhenAnOptionIsWrong_SaysWhich(string name, string? value, string problem)
    {
        GateOptions.TryParse(value is null ? [name] : [name, value], out _, out var said).Should().BeFalse();

        said.Should().Be(problem);
    }
}
