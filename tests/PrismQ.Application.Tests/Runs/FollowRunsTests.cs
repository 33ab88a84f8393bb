using PrismQ.Application.Runs;
using PrismQ.Application.Runs.Orchestration;
using PrismQ.Testing.Runs;

namespace PrismQ.Application.Tests.Runs;

[CancelAfter(60_000)]
internal sealed class FollowRunsTests
{
    private const int Kept = 2000;

    [Test]
    public async Task Follow_WhenTheReaderResumes_SendsTheNewestChangeOfEachRunAfterItsPlace()
    {
        await using var orchestra = new Orchestra();
        var feed = orchestra.Get<RunFeed>();
        var (first, second) = (new RunBuilder(), new RunBuilder());
        var (a, b) = (first.Build(), second.Build());
        feed.Publish(new ActiveRun(a));
        var begin = (await NextAsync(orchestra, 0)).Sequence - 1;
        feed.Publish(new ActiveRun(b));
        feed.Publish(new ActiveRun(a.Cancel(a.CreatedAt)));

        var changes = (await orchestra.SendAsync(new FollowRunsQuery(begin))).Take(2);

        (await changes.Select(change => (change.Sequence - begin, change.Run?.RunId)).ToListAsync()).Should().Equal((2, b.Id.Value), (3, a.Id.Value));
    }

    [Test]
    public async Task Follow_WhenThePlaceIsNoLongerKept_SaysThatChangesWereMissed()
    {
        await using var orchestra = new Orchestra();
        var feed = orchestra.Get<RunFeed>();
        foreach (var run in Enumerable.Range(0, Kept + 1).Select(_ => new RunBuilder().Build()))
        {
            feed.Publish(new ActiveRun(run));
        }

        var last = await NextAsync(orchestra, 0);

        last.Run.Should().BeNull();
        (await NextAsync(orchestra, last.Sequence - Kept)).Run.Should().NotBeNull("the oldest that is kept");
        (await NextAsync(orchestra, last.Sequence - Kept - 1)).Run.Should().BeNull();
        (await NextAsync(orchestra, last.Sequence + 1)).Should().Be(new RunChange(last.Sequence, null), "that is a place of the future");
    }

    [Test]
    public async Task Follow_WithoutAPlace_BeginsWithTheNextChangeAfterTheQuestion(CancellationToken cancellationToken)
    {
        await using var orchestra = new Orchestra();
        var feed = orchestra.Get<RunFeed>();
        feed.Publish(new ActiveRun(new RunBuilder().Build()));
        var changes = await orchestra.SendAsync(new FollowRunsQuery(null));
        var run = new RunBuilder().Build();

        feed.Publish(new ActiveRun(run));

        (await changes.FirstAsync(cancellationToken)).Run.Should().NotBeNull().And.Match<RunDto>(change => change.RunId == run.Id.Value);
    }

    private static async Task<RunChange> NextAsync(Orchestra orchestra, long after) =>
        await (await orchestra.SendAsync(new FollowRunsQuery(after))).FirstAsync();
}
