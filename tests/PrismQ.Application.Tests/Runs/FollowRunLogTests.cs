using PrismQ.Application.Runs;
using PrismQ.Application.Runs.Orchestration;
using PrismQ.Domain.Runs;
using PrismQ.Testing.Runs;

namespace PrismQ.Application.Tests.Runs;

[CancelAfter(60_000)]
internal sealed class FollowRunLogTests
{
    [TestCase(0, 1L, 2L, 3L)]
    [TestCase(2, 3L)]
    [TestCase(3)]
    public async Task Follow_WhenTheRunHasEnded_SendsWhatTheReaderHasNotThenHowItEnded(long after, params long[] expected)
    {
        await using var orchestra = new Orchestra();
        var run = new RunBuilder().Failed().Build();
        await orchestra.History.AddAsync(run, CancellationToken.None);
        foreach (var text in (string[])["a", "b", "c"])
        {
            orchestra.Logs.Write(run.Id, text);
        }

        var events = await (await orchestra.SendAsync(new FollowRunLogQuery(run.Id, after))).ToListAsync();

        events.SkipLast(1).SelectMany(sent => sent.Page?.Lines ?? []).Select(line => line.Number).Should().Equal(expected);
        events[^1].FinalStatus.Should().Be(RunStatus.Failed);
        ((RunSignals)orchestra.Get<IRunSignals>()).Count.Should().Be(0, "nobody waits for a run that has ended");
    }

    [Test]
    public async Task Follow_WhenTheRunGoesOn_WaitsForItsLinesAndItsEnd(CancellationToken cancellationToken)
    {
        await using var orchestra = await new Orchestra().StartAsync();
        var run = await orchestra.LaunchAsync();
        var (id, process) = (new RunId(run.RunId), await orchestra.Launcher.NextAsync());
        await using var events = (await orchestra.SendAsync(new FollowRunLogQuery(id, 0))).GetAsyncEnumerator(cancellationToken);

        var first = events.MoveNextAsync();
        orchestra.Logs.Write(id, "line");
        orchestra.Get<IRunSignals>().Pulse(id);
        (await first).Should().BeTrue();
        (events.Current.Page?.Lines).Should().ContainSingle().Which.Number.Should().Be(1);

        process.End(0);
        (await events.MoveNextAsync()).Should().BeTrue();
        events.Current.FinalStatus.Should().Be(RunStatus.Completed);
        (await events.MoveNextAsync()).Should().BeFalse();
    }

    [Test]
    public async Task Follow_WhenTheReaderLeaves_StopsWaiting()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        var run = await orchestra.LaunchAsync();
        await orchestra.Launcher.NextAsync();
        using var leaving = new CancellationTokenSource();
        await using var events = (await orchestra.SendAsync(new FollowRunLogQuery(new RunId(run.RunId), 0))).GetAsyncEnumerator(leaving.Token);

        var next = events.MoveNextAsync().AsTask();
        await leaving.CancelAsync();

        await next.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
    }

    [Test]
    public async Task Follow_WhenItCannotBeServed_SaysWhy()
    {
        await using var orchestra = new Orchestra();
        var unknown = new RunId("none");

        (await orchestra.TrySendAsync(new FollowRunLogQuery(unknown, 0))).Error.Should().Be(RunErrors.NotFound(unknown));
        ((await orchestra.TrySendAsync(new FollowRunLogQuery(unknown, -1))).Error?.Fields?["after"]).Should().Equal("after must be a line number, 0 or more");
    }
}
