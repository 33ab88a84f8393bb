using System.Threading.Channels;
using Microsoft.Extensions.Options;
using PrismQ.Application.Runs;
using PrismQ.Application.Runs.Orchestration;
using PrismQ.Domain.Runs;
using PrismQ.Testing.Runs;

namespace PrismQ.Application.Tests.Runs.Orchestration;

[CancelAfter(60_000)]
internal sealed class RunQueueTests
{
    private readonly Executor _executor = new();

    [Test]
    public void Reserve_WhenPlacesAreReserved_CountsThemUntilTheyAreGivenBack()
    {
        var queue = NewQueue(slots: 1, capacity: 2);

        var places = Enumerable.Range(0, 3).Select(_ => queue.Reserve().Value).ToArray();

        queue.Reserve().Error.Should().Be(RunErrors.QueueFull(2));
        places[0].Dispose();
        places[0].Dispose();
        queue.Reserve().Error.Should().BeNull();
        queue.Reserve().Error.Should().Be(RunErrors.QueueFull(2), "a place is given back once");
    }

    [Test]
    public void Reserve_WhenAPlaceIsFilled_CountsTheRunAndNotThePlace()
    {
        var queue = NewQueue(slots: 1, capacity: 1);

        using (var place = queue.Reserve().Value)
        {
            place.Fill(NewRun());
        }

        queue.Reserve().Error.Should().BeNull();
        queue.Reserve().Error.Should().Be(RunErrors.QueueFull(1));
    }

    [Test]
    public void Reserve_WhenNothingMayWait_RefusesBySlots()
    {
        var queue = NewQueue(slots: 2, capacity: 5, WhenFull.Reject);

        queue.Reserve().Error.Should().BeNull();
        queue.Reserve().Error.Should().BeNull();
        queue.Reserve().Error.Should().Be(RunErrors.NoFreeSlot(2));
    }

    [Test]
    public void Reserve_WhenTheQueueIsClosed_SaysThatTheServerGoesDown()
    {
        var queue = NewQueue(slots: 1, capacity: 1);

        queue.Close();

        queue.Reserve().Error.Should().Be(RunErrors.ShuttingDown);
    }

    [Test]
    public async Task Reserve_WhenASlotIsFree_KeepsItForTheRun()
    {
        var queue = NewQueue(slots: 1, capacity: 5);
        queue.Open();
        var (first, second) = (NewRun(), NewRun());

        using var place = queue.Reserve().Value;
        using var next = queue.Reserve().Value;
        next.Fill(second);
        place.Fill(first);

        (place.StartsAtOnce, next.StartsAtOnce).Should().Be((true, false));
        (await _executor.NextAsync()).Should().Be((first, true));
        queue.PositionOf(second.Id).Should().Be(1);
    }

    [Test]
    public async Task Reserve_WhenASlotThatWasKeptIsGivenBack_StartsWhoWaits()
    {
        var queue = NewQueue(slots: 1, capacity: 5);
        queue.Open();
        var (place, waiting) = (queue.Reserve().Value, NewRun());
        queue.Restore(waiting);

        place.Dispose();
        place.Dispose();

        (await _executor.NextAsync()).Should().Be((waiting, false));
        queue.Reserve().Value.StartsAtOnce.Should().BeFalse("the slot is given back once");
    }

    [Test]
    public void Reserve_WhenOthersWaitOrTheQueueIsNotOpen_KeepsNoSlot()
    {
        var queue = NewQueue(slots: 5, capacity: 5);

        var early = queue.Reserve().Value;
        queue.Open();
        var behind = queue.Reserve().Value;

        (early.StartsAtOnce, behind.StartsAtOnce).Should().Be((false, false));
    }

    [Test]
    public void Fill_WhenTheQueueWasClosedMeanwhile_LeavesTheRunToTheNextServer()
    {
        var queue = NewQueue(slots: 2, capacity: 5);
        queue.Open();
        using var place = queue.Reserve().Value;
        var run = NewRun();

        queue.Close();
        place.Fill(run);

        place.StartsAtOnce.Should().BeTrue();
        queue.PositionOf(run.Id).Should().Be(1);
        queue.Remove(run.Id).Should().BeTrue("until this server ends it can be cancelled like any that waits");
    }

    [Test]
    public void Open_WhenTheQueueWasClosedBefore_StartsNothing()
    {
        var (queue, run) = (NewQueue(slots: 1, capacity: 5), NewRun());
        queue.Restore(run);

        queue.Close();
        queue.Open();

        queue.PositionOf(run.Id).Should().Be(1);
        queue.Reserve().Error.Should().Be(RunErrors.ShuttingDown);
    }

    [Test]
    public async Task Occupy_WhileAnAdoptedRunGoesOn_StartsNoOtherInItsSlot()
    {
        var queue = NewQueue(slots: 1, capacity: 5);
        var (adopted, waiting) = (new TaskCompletionSource(), NewRun());

        queue.Occupy(adopted.Task);
        queue.Open();
        queue.Restore(waiting);
        var before = queue.PositionOf(waiting.Id);
        adopted.SetException(new IOException("that it ended badly frees the slot too"));
        var started = await _executor.NextAsync();

        before.Should().Be(1);
        started.Should().Be((waiting, false));
        queue.PositionOf(waiting.Id).Should().BeNull();
    }

    [Test]
    public void PositionOf_WaitingRuns_IsTheirPlaceFromOne()
    {
        var queue = NewQueue(slots: 1, capacity: 5);
        var runs = Enumerable.Range(0, 3).Select(_ => NewRun()).ToArray();
        Array.ForEach(runs, queue.Restore);

        queue.Remove(runs[1].Id).Should().BeTrue();

        runs.Select(run => queue.PositionOf(run.Id)).Should().Equal(1, null, 2);
        queue.Remove(runs[1].Id).Should().BeFalse();
    }

    private static ActiveRun NewRun() => new(new RunBuilder().Build());

    private RunQueue NewQueue(int slots, int capacity, WhenFull whenFull = WhenFull.Queue) => new(
        Options.Create(new RunOptions { MaxConcurrent = slots, QueueCapacity = capacity, WhenFull = whenFull }), _executor);

    /// <summary>Runs that never end.</summary>
    private sealed class Executor : IRunExecutor
    {
        private readonly Channel<(ActiveRun Run, bool IsRecorded)> _started = Channel.CreateUnbounded<(ActiveRun Run, bool IsRecorded)>();

        public async Task<(ActiveRun Run, bool IsRecorded)> NextAsync() =>
            await _started.Reader.ReadAsync(TestContext.CurrentContext.CancellationToken);

        public Task RunAsync(ActiveRun run, bool isRecorded)
        {
            _started.Writer.TryWrite((run, isRecorded));
            return new TaskCompletionSource().Task;
        }

        public Task<Task> ContinueAsync(ActiveRun run, ILaunchedProcess process) => throw new NotSupportedException();

        public Task ShutDownAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
