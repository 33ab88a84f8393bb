using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;
using PrismQ.Testing.Modules;

namespace PrismQ.Application.Tests.Runs;

[CancelAfter(60_000)]
public sealed class RunOrchestrationTests
{
    [Test]
    public async Task Launch_WhenASlotIsFree_CommitsTheStartThenStartsThenRecordsTheExit()
    {
        await using var orchestra = await new Orchestra().StartAsync();

        var accepted = await orchestra.LaunchAsync();
        var process = await orchestra.Launcher.NextAsync();
        process.End(0, orchestra.Time.GetUtcNow());
        var ended = await orchestra.EndedAsync(accepted.RunId);

        accepted.Status.Should().Be(RunStatus.Queued);
        ended.Status.Should().Be(RunStatus.Completed);
        ended.ExitCode.Should().Be(0);
        orchestra.History.Writes.Select(run => run.Status)
            .Should().Equal(RunStatus.Running, RunStatus.Running, RunStatus.Completed);
        orchestra.Logs.IsComplete(new RunId(accepted.RunId)).Should().BeTrue();
    }

    [Test]
    public async Task Launch_WhenNoSlotIsFree_CommitsThatItWaitsAndThenItsStart()
    {
        await using var orchestra = await new Orchestra(options => options.MaxConcurrent = 1).StartAsync();
        await orchestra.LaunchAsync();
        var before = await orchestra.Launcher.NextAsync();

        var accepted = await orchestra.LaunchAsync();
        before.End(0, orchestra.Time.GetUtcNow());
        (await orchestra.Launcher.NextAsync()).End(0, orchestra.Time.GetUtcNow());
        await orchestra.EndedAsync(accepted.RunId);

        orchestra.History.Writes.Where(run => run.Id.Value == accepted.RunId).Select(run => run.Status)
            .Should().Equal(RunStatus.Queued, RunStatus.Running, RunStatus.Running, RunStatus.Completed);
    }

    [Test]
    public async Task Launch_WhenTheScriptFails_RecordsItsExitCodeAndWhy()
    {
        await using var orchestra = await new Orchestra().StartAsync();

        var accepted = await orchestra.LaunchAsync();
        (await orchestra.Launcher.NextAsync()).End(3, orchestra.Time.GetUtcNow());
        var ended = await orchestra.EndedAsync(accepted.RunId);

        ended.Should().BeEquivalentTo(new { Status = RunStatus.Failed, ExitCode = 3, FailureReason = FailureReason.ExitCode },
            options => options.ExcludingMissingMembers());
        ended.ErrorMessage.Should().Contain("exit code 3");
    }

    [Test]
    public async Task Launch_WhenTheScriptCannotBeStarted_FailsAndSaysWhy()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        orchestra.Launcher.Fault = "The interpreter python3 was not found on PATH.";

        var accepted = await orchestra.LaunchAsync();
        var ended = await orchestra.EndedAsync(accepted.RunId);

        ended.FailureReason.Should().Be(FailureReason.LaunchFailed);
        ended.ErrorMessage.Should().Be("The interpreter python3 was not found on PATH.");
    }

    [Test]
    public async Task Launch_WhenAllSlotsAreTaken_WaitsInOrder()
    {
        await using var orchestra = await new Orchestra(options => options.MaxConcurrent = 1).StartAsync();

        var first = await orchestra.LaunchAsync();
        var running = await orchestra.Launcher.NextAsync();
        var second = await orchestra.LaunchAsync();
        var third = await orchestra.LaunchAsync();
        var positions = new[] { second, third }.Select(run => run.QueuePosition).ToArray();
        running.End(0);
        var next = await orchestra.Launcher.NextAsync();
        next.End(0);
        var last = await orchestra.Launcher.NextAsync();

        positions.Should().Equal(1, 2);
        (running.Spec?.RunId.Value).Should().Be(first.RunId);
        (next.Spec?.RunId.Value).Should().Be(second.RunId);
        (last.Spec?.RunId.Value).Should().Be(third.RunId);
    }

    [Test]
    public async Task Launch_WhenThePolicyRejects_IsRefusedOnceAllSlotsAreTaken()
    {
        await using var orchestra = await new Orchestra(options => (options.MaxConcurrent, options.WhenFull) = (1, WhenFull.Reject)).StartAsync();
        await orchestra.LaunchAsync();

        var refused = await orchestra.TrySendAsync(new StartRunCommand(new("echo"), new Dictionary<string, System.Text.Json.JsonElement>(), false));

        (refused.Error?.Code).Should().Be("RESOURCE_LIMIT_EXCEEDED");
    }

    [Test]
    public async Task Launch_WhenTheQueueIsFull_IsRefused()
    {
        await using var orchestra = await new Orchestra(options => (options.MaxConcurrent, options.QueueCapacity) = (1, 1)).StartAsync();
        await orchestra.LaunchAsync();
        await orchestra.LaunchAsync();

        var refused = await orchestra.TrySendAsync(new StartRunCommand(new("echo"), new Dictionary<string, System.Text.Json.JsonElement>(), false));

        (refused.Error?.Message).Should().Contain("queue is full (1 runs)");
    }

    [Test]
    public async Task Launch_WhenTheHistoryCannotBeWritten_GivesItsPlaceBack()
    {
        await using var orchestra = await new Orchestra(options => (options.MaxConcurrent, options.WhenFull) = (1, WhenFull.Reject)).StartAsync();
        orchestra.History.Fault = "disk full";
        var launch = () => orchestra.LaunchAsync();
        await launch.Should().ThrowAsync<Common.StorageUnavailableException>();

        orchestra.History.Fault = null;
        var accepted = await orchestra.LaunchAsync();

        accepted.Status.Should().Be(RunStatus.Queued);
    }

    [Test]
    public async Task Launch_WhenItsCommitGetsNoAnswer_IsEndedAsSoonAsTheHistoryAnswers()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        orchestra.History.LosesNextAnswer = true;
        var launch = () => orchestra.LaunchAsync();
        await launch.Should().ThrowAsync<Common.StorageUnavailableException>();
        var run = orchestra.History.Writes[^1];
        await orchestra.Time.WaitedForAsync(TimeSpan.FromSeconds(1));
        orchestra.Time.Advance(TimeSpan.FromSeconds(1));
        await orchestra.Time.WaitedForAsync(TimeSpan.FromSeconds(1));

        var ended = orchestra.History.NextWriteAsync();
        orchestra.History.Fault = null;
        orchestra.Time.Advance(TimeSpan.FromSeconds(1));
        await ended;

        var left = await orchestra.SendAsync(new GetRunQuery(run.Id));
        (left.Status, left.FailureReason).Should().Be((RunStatus.Failed, FailureReason.LaunchFailed));
        left.ErrorMessage.Should().Contain("was not started");
    }

    [Test]
    public async Task Timeout_WhenTheScriptTakesLonger_StopsItAndSaysSo()
    {
        await using var orchestra = await new Orchestra(options => options.DefaultTimeoutSeconds = 60).StartAsync();
        var accepted = await orchestra.LaunchAsync();
        var process = await orchestra.Launcher.NextAsync();

        orchestra.Time.Advance(TimeSpan.FromSeconds(61));
        var ended = await orchestra.EndedAsync(accepted.RunId);

        ended.FailureReason.Should().Be(FailureReason.TimedOut);
        ended.StopProof.Should().Be("marker");
        process.Stops.Should().Be(1);
    }

    [Test]
    public async Task Directives_WhileTheScriptRuns_ShowAsProgressAndMetrics()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        var accepted = await orchestra.LaunchAsync();
        await orchestra.Launcher.NextAsync();
        var id = new RunId(accepted.RunId);

        orchestra.Logs.Write(id, "::progress 3/12");
        orchestra.Logs.Write(id, "::metric words=15.5");
        var run = await orchestra.SendAsync(new GetRunQuery(id));
        var results = await orchestra.SendAsync(new GetRunResultsQuery(id));

        run.Should().BeEquivalentTo(new { ItemsProcessed = 3L, ItemsTotal = 12L, ProgressPercent = 25.0 });
        results.Metrics.Should().Equal(new Dictionary<string, double> { ["words"] = 15.5 });
    }

    [Test]
    public async Task Outcome_WhenTheHistoryRefusesItForAWhile_IsRecordedOnceItCan()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        var accepted = await orchestra.LaunchAsync();
        var process = await orchestra.Launcher.NextAsync();
        await orchestra.AttachedAsync(accepted.RunId);
        orchestra.History.Fault = "disk full";
        var refusal = orchestra.History.NextRefusalAsync();

        process.End(0, orchestra.Time.GetUtcNow());
        await refusal;
        orchestra.History.Fault = null;
        await orchestra.Time.WaitedForAsync(TimeSpan.FromSeconds(1));
        orchestra.Time.Advance(TimeSpan.FromSeconds(1));
        var ended = await orchestra.EndedAsync(accepted.RunId);

        ended.Status.Should().Be(RunStatus.Completed);
    }

    [Test]
    public async Task Launch_WhenTheModuleIsDisabled_IsRefused()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        orchestra.Catalog.Current = new([ModuleBuilder.Module("echo") with { Enabled = false }], []);

        var refused = await orchestra.TrySendAsync(new StartRunCommand(new("echo"), new Dictionary<string, System.Text.Json.JsonElement>(), false));

        (refused.Error?.Code).Should().Be("MODULE_DISABLED");
    }
}
