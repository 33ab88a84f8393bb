using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;
using PrismQ.Testing.Runs;

namespace PrismQ.Application.Tests.Runs;

/// <summary>What a reader sees of a run at a moment of its life.</summary>
[CancelAfter(60_000)]
public sealed class GetRunTests
{
    [Test]
    public async Task Get_OfAnEndedRun_AnswersTheSameInstanceEachTime()
    {
        await using var orchestra = new Orchestra();
        var run = new RunBuilder().Completed().Build();
        await orchestra.History.AddAsync(run, CancellationToken.None);

        var first = await orchestra.SendAsync(new GetRunQuery(run.Id));
        orchestra.Time.Advance(TimeSpan.FromDays(1));
        var second = await orchestra.SendAsync(new GetRunQuery(run.Id));

        second.Should().BeSameAs(first);
        first.DurationSeconds.Should().Be(1);
    }

    [Test]
    public async Task Get_OfARunThatGoesOn_CountsItsTimeInMilliseconds()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        var id = await LaunchAsync(orchestra);

        orchestra.Time.Advance(TimeSpan.FromSeconds(1.23456));
        var run = await orchestra.SendAsync(new GetRunQuery(id));

        (run.Status, run.DurationSeconds, run.QueuePosition).Should().Be((RunStatus.Running, 1.235, null));
    }

    [Test]
    public async Task Get_OfARunThatWaits_TellsItsPlaceAndNoTime()
    {
        await using var orchestra = await new Orchestra(options => options.MaxConcurrent = 1).StartAsync();
        await LaunchAsync(orchestra);
        await orchestra.LaunchAsync();
        var waiting = await orchestra.LaunchAsync();

        orchestra.Time.Advance(TimeSpan.FromMinutes(1));
        var run = await orchestra.SendAsync(new GetRunQuery(new RunId(waiting.RunId)));

        (run.Status, run.QueuePosition, run.DurationSeconds).Should().Be((RunStatus.Queued, 2, null));
    }

    [Test]
    public async Task Get_WhenTheHistoryIsUnavailable_StillAnswersOfRunsThatGoOn()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        var id = await LaunchAsync(orchestra);
        orchestra.History.Fault = "The run history is locked by another program.";

        (await orchestra.SendAsync(new GetRunQuery(id))).Status.Should().Be(RunStatus.Running);
    }

    [Test]
    public async Task List_WhileARunReports_ShowsItAsItIsNow()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        var id = await LaunchAsync(orchestra);
        await orchestra.History.AddAsync(new RunBuilder().Completed().Build(), CancellationToken.None);

        orchestra.Logs.Write(id, "::progress 3/12");
        var list = await orchestra.SendAsync(new ListRunsQuery(null, null, 50, 0, null));

        list.Runs.Select(run => run.ItemsProcessed).Should().BeEquivalentTo(new long?[] { 3, null });
    }

    private static async Task<RunId> LaunchAsync(Orchestra orchestra)
    {
        var run = await orchestra.LaunchAsync();
        await orchestra.Launcher.NextAsync();
        await orchestra.AttachedAsync(run.RunId);
        return new RunId(run.RunId);
    }
}
