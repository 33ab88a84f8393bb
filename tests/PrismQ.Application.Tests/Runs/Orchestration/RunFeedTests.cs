using System.Text.Json;
using PrismQ.Application.Runs.Orchestration;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Runs;
using PrismQ.Testing.Common;
using PrismQ.Testing.Runs;

namespace PrismQ.Application.Tests.Runs.Orchestration;

[CancelAfter(60_000)]
internal sealed class RunFeedTests
{
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);

    private readonly FakeClock _time = new(Orchestra.Now);

    [Test]
    public async Task Follow_WhileManyChangesCome_GathersThemAndSendsTheNewestOfEachRun(CancellationToken cancellationToken)
    {
        var feed = new RunFeed(_time);
        var (first, second) = (new ActiveRun(new RunBuilder().Running().Build()), new ActiveRun(new RunBuilder().Running().Build()));
        await using var changes = feed.FollowAsync(null, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var one = changes.MoveNextAsync();
        feed.Publish(first);
        await one;

        var next = changes.MoveNextAsync();
        await _time.WaitedForAsync(Gathering);
        PublishProgress(feed, first, 1);
        PublishProgress(feed, second, 2);
        PublishProgress(feed, first, 3);
        var isSentAtOnce = next.IsCompleted;
        _time.Advance(Gathering);
        await next;
        var sent = new List<(long Sequence, Run? Run)> { changes.Current };
        await changes.MoveNextAsync();
        sent.Add(changes.Current);

        isSentAtOnce.Should().BeFalse();
        sent.Select(change => (change.Run?.Id, change.Run?.Progress?.Processed)).Should().Equal((second.Id, 2), (first.Id, 3));
        sent.Select(change => change.Sequence).Should().BeInAscendingOrder();
    }

    [Test]
    public async Task Follow_WhenThePlaceIsOneOfAnEarlierServer_SaysThatChangesWereMissed(CancellationToken cancellationToken)
    {
        var run = new ActiveRun(new RunBuilder().Build());
        var earlier = new RunFeed(_time);
        PublishOften(earlier, run, 100);
        var place = (await earlier.FollowAsync(0, cancellationToken).FirstAsync(cancellationToken)).Sequence;

        _time.Advance(TimeSpan.FromMilliseconds(1));
        var later = new RunFeed(_time);
        PublishOften(later, run, 200);
        var answer = await later.FollowAsync(place, cancellationToken).FirstAsync(cancellationToken);

        answer.Run.Should().BeNull();
        answer.Sequence.Should().BeGreaterThan(place);
    }

    [Test]
    public async Task Publish_WhenTheRunHasGoneOnMeanwhile_TellsItAsItIsNow(CancellationToken cancellationToken)
    {
        var feed = new RunFeed(_time);
        var run = new ActiveRun(new RunBuilder().Running().Build());
        var changes = feed.FollowAsync(null, cancellationToken);

        PublishProgress(feed, run, 5);
        feed.Publish(run);

        (await changes.FirstAsync(cancellationToken)).Run.Should().BeSameAs(run.Current);
    }

    [Test]
    public async Task Publish_OfRunsWithLongParameters_KeepsTheNewestOfThemOnly(CancellationToken cancellationToken)
    {
        var feed = new RunFeed(_time);
        var text = JsonSerializer.SerializeToElement(new string('x', 1 << 20));
        for (var count = 0; count < 20; count++)
        {
            feed.Publish(new ActiveRun(new RunBuilder().Build() with { Parameters = new ParameterValues([KeyValuePair.Create("text", text)]) }));
        }

        var newest = await feed.FollowAsync(0, cancellationToken).FirstAsync(cancellationToken);
        var ofLast = await feed.FollowAsync(newest.Sequence - 10, cancellationToken).Take(10).CountAsync(run => run.Run is not null, cancellationToken);
        var missed = await feed.FollowAsync(newest.Sequence - 19, cancellationToken).FirstAsync(cancellationToken);

        ofLast.Should().Be(10);
        missed.Run.Should().BeNull("more than the bound has come since");
    }

    private static void PublishProgress(RunFeed feed, ActiveRun run, long processed)
    {
        run.Change(current => current.Report(new RunProgress(processed, 10), current.Metrics));
        feed.Publish(run);
    }

    private static void PublishOften(RunFeed feed, ActiveRun run, int times)
    {
        for (var time = 0; time < times; time++)
        {
            feed.Publish(run);
        }
    }
}
