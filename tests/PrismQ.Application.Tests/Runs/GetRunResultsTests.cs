using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;
using PrismQ.Testing.Runs;

namespace PrismQ.Application.Tests.Runs;

[CancelAfter(60_000)]
public sealed class GetRunResultsTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 31, 8, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task Handle_WhenTheRunReportedMetrics_SummarisesThemRounded()
    {
        var metrics = new Dictionary<string, double> { ["items_collected"] = 41.6, ["items_saved"] = 40, ["errors"] = 2.4, ["ratio"] = 0.25 };

        var results = await ResultsAsync(new RunBuilder().CreatedAt(At).Running().Then(run => run.Report(new RunProgress(7, 9), metrics).Exit(0, At.AddSeconds(5))));

        results.Status.Should().Be(RunStatus.Completed);
        results.Summary.Should().Be(new RunSummaryDto(42, 40, 2, 4));
        results.Metrics.Should().Equal(metrics);
    }

    [Test]
    public async Task Handle_WhenOnlyProgressWasReported_CountsThatAsCollectedAndGuessesNothing()
    {
        var run = new RunBuilder().CreatedAt(Orchestra.Now.AddSeconds(-10)).Running().Then(run => run.Report(new RunProgress(7, 9), new Dictionary<string, double>()));

        (await ResultsAsync(run)).Summary.Should().Be(new RunSummaryDto(7, null, null, 9));
    }

    [Test]
    public async Task Handle_WhenTheDurationHasManyDigits_SaysWhatTheRunItselfSays()
    {
        await using var orchestra = new Orchestra();
        var run = new RunBuilder().CreatedAt(At).Running().Then(run => run.Exit(0, At.AddSeconds(5).AddTicks(1234567))).Build();
        await orchestra.History.AddAsync(run, CancellationToken.None);

        var results = await orchestra.SendAsync(new GetRunResultsQuery(run.Id));

        results.Summary.DurationSeconds.Should().Be(4.123).And.Be((await orchestra.SendAsync(new GetRunQuery(run.Id))).DurationSeconds);
    }

    [Test]
    public async Task Handle_WhenNothingWasReported_SaysSo()
    {
        var results = await ResultsAsync(new RunBuilder());

        results.Summary.Should().Be(new RunSummaryDto(null, null, null, null));
        results.OutputFiles.Should().BeEmpty();
    }

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public async Task Handle_WhenAMetricIsNoNumberOfItems_LeavesItOutOfTheSummary(double value)
    {
        var metrics = new Dictionary<string, double> { ["items_saved"] = value };

        var results = await ResultsAsync(new RunBuilder().Running().Then(run => run.Report(null, metrics)));

        results.Summary.ItemsSaved.Should().BeNull();
    }

    [Test]
    public async Task Handle_WhenFilesWereWritten_NamesEachByItsLastPart()
    {
        await using var orchestra = new Orchestra();
        orchestra.Folders.Results["top.csv"] = new byte[3];
        orchestra.Folders.Results["deep/er/page.html"] = new byte[5];
        var run = new RunBuilder().Completed().Build();
        await orchestra.History.AddAsync(run, CancellationToken.None);

        var results = await orchestra.SendAsync(new GetRunResultsQuery(run.Id));

        results.RunId.Should().Be(run.Id.Value);
        results.OutputFiles.Should().Equal(
            new ResultFileDto("top.csv", "top.csv", 3, DateTimeOffset.UnixEpoch),
            new ResultFileDto("page.html", "deep/er/page.html", 5, DateTimeOffset.UnixEpoch));
    }

    [Test]
    public async Task Handle_WhenTheRunIsUnknown_IsNotFound()
    {
        await using var orchestra = new Orchestra();

        (await orchestra.TrySendAsync(new GetRunResultsQuery(new RunId("none")))).Error.Should().Be(RunErrors.NotFound(new RunId("none")));
    }

    private static async Task<RunResultsDto> ResultsAsync(RunBuilder builder)
    {
        await using var orchestra = new Orchestra();
        var run = builder.Build();
        await orchestra.History.AddAsync(run, CancellationToken.None);
        return await orchestra.SendAsync(new GetRunResultsQuery(run.Id));
    }
}
