using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Tests.Runs;

[CancelAfter(60_000)]
public sealed class CancelRunTests
{
    [Test]
    public async Task Cancel_WhenTheRunIsRunning_StopsItThenAnswers()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        var accepted = await orchestra.LaunchAsync();
        var process = await orchestra.Launcher.NextAsync();

        var cancelled = await orchestra.SendAsync(new CancelRunCommand(new RunId(accepted.RunId)));

        cancelled.Status.Should().Be(RunStatus.Cancelled);
        cancelled.StopProof.Should().Be("marker");
        process.Stops.Should().Be(1);
        orchestra.History.Writes[^1].Status.Should().Be(RunStatus.Cancelled);
    }

    [Test]
    public async Task Cancel_WhenItCannotBeNoted_StopsTheRunNevertheless()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        var accepted = await orchestra.LaunchAsync();
        await orchestra.Launcher.NextAsync();
        await orchestra.AttachedAsync(accepted.RunId);
        orchestra.Folders.Fault = "The disk is full.";

        var cancelled = await orchestra.SendAsync(new CancelRunCommand(new RunId(accepted.RunId)));

        cancelled.Status.Should().Be(RunStatus.Cancelled);
    }

    [Test]
    public async Task Cancel_WhenTheRunWaits_TakesItOutOfTheQueue()
    {
        await using var orchestra = await new Orchestra(options => options.MaxConcurrent = 1).StartAsync();
        await orchestra.LaunchAsync();
        var waiting = await orchestra.LaunchAsync();

        var cancelled = await orchestra.SendAsync(new CancelRunCommand(new RunId(waiting.RunId)));
        (await orchestra.Launcher.NextAsync()).End(0);
        await orchestra.ShutDownAsync();

        cancelled.Status.Should().Be(RunStatus.Cancelled);
        cancelled.StartedAt.Should().BeNull();
        orchestra.Launcher.StartedCount.Should().Be(1);
    }

    [Test]
    public async Task Cancel_WhenTheRunHasEnded_SaysHow()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        var accepted = await orchestra.LaunchAsync();
        (await orchestra.Launcher.NextAsync()).End(0);
        await orchestra.EndedAsync(accepted.RunId);

        var refused = await orchestra.TrySendAsync(new CancelRunCommand(new RunId(accepted.RunId)));

        (refused.Error?.Code).Should().Be("RUN_NOT_CANCELLABLE");
        (refused.Error?.Message).Should().Be("Cannot cancel run: already completed");
    }

    [Test]
    public async Task Cancel_WhenTheScriptEndsFirst_SaysHow()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        var accepted = await orchestra.LaunchAsync();
        var process = await orchestra.Launcher.NextAsync();
        await orchestra.AttachedAsync(accepted.RunId);
        orchestra.History.Fault = "disk full";
        var refusal = orchestra.History.NextRefusalAsync();
        process.End(3);
        await refusal;

        var cancel = orchestra.TrySendAsync(new CancelRunCommand(new RunId(accepted.RunId)));
        orchestra.History.Fault = null;
        await orchestra.Time.WaitedForAsync(TimeSpan.FromSeconds(1));
        orchestra.Time.Advance(TimeSpan.FromSeconds(1));

        (await cancel).Error.Should().Be(RunErrors.NotCancellable(RunStatus.Failed));
    }

    [Test]
    public async Task Cancel_WhenTheRunIsUnknown_IsNotFound()
    {
        await using var orchestra = await new Orchestra().StartAsync();

        var refused = await orchestra.TrySendAsync(new CancelRunCommand(new RunId("run_20260131_083000_echo_00000000")));

        (refused.Error?.Code).Should().Be("RUN_NOT_FOUND");
    }

    [Test]
    public async Task Cancel_WhenAProcessSurvives_SaysSoAndTheRunGoesOn()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        var accepted = await orchestra.LaunchAsync();
        var process = await orchestra.Launcher.NextAsync();
        process.StopOutcomes.Clear();
        process.StopOutcomes.Enqueue(new StopOutcome("cgroup", 2));
        process.StopOutcomes.Enqueue(new StopOutcome("cgroup", 0));
        var id = new RunId(accepted.RunId);

        var refused = await orchestra.TrySendAsync(new CancelRunCommand(id));
        var notedAfterwards = orchestra.Folders.Cancelling.Contains(id);
        var goingOn = await orchestra.SendAsync(new GetRunQuery(id));
        var cancelled = await orchestra.SendAsync(new CancelRunCommand(id));

        (refused.Error?.Code).Should().Be("RUN_NOT_STOPPED");
        notedAfterwards.Should().BeFalse("the next server is not to cancel what this one gave up");
        goingOn.Status.Should().Be(RunStatus.Running);
        goingOn.ErrorMessage.Should().Contain("2 of its processes are still there");
        cancelled.Status.Should().Be(RunStatus.Cancelled);
    }
}
