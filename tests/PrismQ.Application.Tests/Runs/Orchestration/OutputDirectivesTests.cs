using System.Text;
using PrismQ.Application.Runs.Orchestration;
using PrismQ.Domain.Runs;
using PrismQ.Testing.Runs;

namespace PrismQ.Application.Tests.Runs.Orchestration;

internal sealed class OutputDirectivesTests
{
    private readonly Run _run = new RunBuilder().Running().Build();

    [TestCase("::progress 0/0", 0, 0)]
    [TestCase("::progress 1/2", 1, 2)]
    [TestCase("::progress  12 / 34  ", 12, 34)]
    public void Apply_WhenTheLineTellsProgress_RecordsIt(string line, long processed, long total)
    {
        Applied(_run, line).Progress.Should().Be(new RunProgress(processed, total));
    }

    [TestCase("::metric a=1", "a", 1)]
    [TestCase("::metric  words per page = -2.5e3 ", "words per page", -2500)]
    public void Apply_WhenTheLineTellsAMetric_RecordsIt(string line, string name, double value)
    {
        Applied(_run, line).Metrics.Should().Equal(new Dictionary<string, double> { [name] = value });
    }

    [TestCase("::progress")]
    [TestCase("::progress ")]
    [TestCase("::progress 1")]
    [TestCase("::progress /2")]
    [TestCase("::progress 1/")]
    [TestCase("::progress 1/2x")]
    [TestCase("::progress -1/2")]
    [TestCase("::progress 1/-2")]
    [TestCase("::progress a/b")]
    [TestCase("::metric a")]
    [TestCase("::metric =1")]
    [TestCase("::metric  =1")]
    [TestCase("::metric a=")]
    [TestCase("::metric a=1x")]
    [TestCase("::metric a=NaN")]
    [TestCase("::metric a=1e999")]
    [TestCase("::metrics a=1")]
    [TestCase("::warning x")]
    [TestCase(" ::progress 1/2")]
    public void Apply_WhenTheLineSaysNothingThatIsUnderstood_LeavesTheRun(string line)
    {
        Applied(_run, line).Should().BeSameAs(_run);
    }

    [TestCase(100, true)]
    [TestCase(101, false)]
    public void Apply_WhenTheNameIsLong_TakesItUpToAHundredBytes(int length, bool isTaken)
    {
        Applied(_run, $"::metric {new string('n', length)}=1").Metrics.Count.Should().Be(isTaken ? 1 : 0);
    }

    [Test]
    public void Apply_WhenThereAreAsManyMetricsAsAreKept_ChangesThoseAndTakesNoOther()
    {
        var full = Enumerable.Range(0, OutputDirectives.MaxMetrics).Aggregate(_run, (run, number) => Applied(run, $"::metric m{number}=1"));

        var changed = Applied(Applied(full, "::metric m7=2"), "::metric one-more=1");

        full.Metrics.Should().HaveCount(OutputDirectives.MaxMetrics);
        changed.Metrics.Should().HaveCount(OutputDirectives.MaxMetrics).And.Contain("m7", 2).And.NotContainKey("one-more");
    }

    [Test]
    public void Apply_OfOneKind_LeavesTheOther()
    {
        var both = Applied(Applied(Applied(_run, "::progress 1/2"), "::metric a=1"), "::progress 2/2");

        both.Progress.Should().Be(new RunProgress(2, 2));
        both.Metrics.Should().Contain("a", 1);
    }

    [Test]
    public void Restate_OfWhatWasReported_ReportsItAnew()
    {
        string[] lines = ["::progress 3/4", "::metric a=1", "::metric words per page=-2.5e-30", "::metric a=0.1", "::progress 4/4"];
        var reported = lines.Aggregate(_run, Applied);

        var restated = OutputDirectives.Restate(reported);

        restated.Should().HaveCount(3);
        restated.Aggregate(_run, Applied).Should().BeEquivalentTo(reported);
    }

    private static Run Applied(Run run, string line) => OutputDirectives.Apply(run, Encoding.UTF8.GetBytes(line));
}
