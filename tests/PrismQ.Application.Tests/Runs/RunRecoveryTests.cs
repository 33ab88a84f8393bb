using PrismQ.Application.Common;
using PrismQ.Application.Modules;
using PrismQ.Application.Runs;
using PrismQ.Application.Runs.Orchestration;
using PrismQ.Domain.Runs;
using PrismQ.Testing.Runs;

namespace PrismQ.Application.Tests.Runs;

[CancelAfter(60_000)]
public sealed class RunRecoveryTests
{
    private readonly FakeRunRepository _history = new();

    [Test]
    public async Task Start_WhenARunStillRuns_StaysWithItToItsTrueEnd()
    {
        var left = await LeaveRunningAsync();
        await using var orchestra = new Orchestra(history: _history);
        var process = new FakeProcess();
        orchestra.Launcher.Left[left.Id] = new Adoption(process, WasStarted: true);

        await orchestra.StartAsync();
        process.End(7, orchestra.Time.GetUtcNow());
        var ended = await orchestra.EndedAsync(left.Id.Value);

        ended.ExitCode.Should().Be(7);
        orchestra.Launcher.StartedCount.Should().Be(0);
    }

    [Test]
    public async Task Start_WhenTheScriptIsLost_RecordsTheRunAsInterrupted()
    {
        var left = await LeaveRunningAsync();
        await using var orchestra = new Orchestra(history: _history);
        orchestra.Launcher.Left[left.Id] = new Adoption(null, WasStarted: true);

        await orchestra.StartAsync();
        var run = await orchestra.SendAsync(new GetRunQuery(left.Id));

        run.Status.Should().Be(RunStatus.Failed);
        run.FailureReason.Should().Be(FailureReason.Interrupted);
    }

    [Test]
    public async Task Start_WhenACancelWasUnderWay_GoesOnWithIt([Values] bool hasEndedMeanwhile)
    {
        var left = await LeaveRunningAsync();
        await using var orchestra = new Orchestra(history: _history);
        var process = new FakeProcess();
        orchestra.Launcher.Left[left.Id] = new Adoption(process, WasStarted: true);
        orchestra.Folders.Cancelling.Add(left.Id);
        if (hasEndedMeanwhile)
        {
            process.End(143, orchestra.Time.GetUtcNow());
        }

        await orchestra.StartAsync();
        var ended = await orchestra.EndedAsync(left.Id.Value);

        ended.Status.Should().Be(RunStatus.Cancelled);
        ended.ExitCode.Should().Be(143);
        process.Stops.Should().Be(1);
    }

    [Test]
    public async Task Start_WhenACancelWasUnderWayAndTheScriptIsLost_RecordsTheRunAsCancelled()
    {
        var left = await LeaveRunningAsync();
        await using var orchestra = new Orchestra(history: _history);
        orchestra.Launcher.Left[left.Id] = new Adoption(null, WasStarted: true);
        orchestra.Folders.Cancelling.Add(left.Id);

        await orchestra.StartAsync();

        (await orchestra.SendAsync(new GetRunQuery(left.Id))).Status.Should().Be(RunStatus.Cancelled);
    }

    [Test]
    public async Task Start_WhenACancelWasUnderWayButCannotSucceed_StaysWithTheRunToItsOwnEnd()
    {
        var left = await LeaveRunningAsync();
        await using var orchestra = new Orchestra(history: _history);
        var process = new FakeProcess();
        process.StopOutcomes.Clear();
        process.StopOutcomes.Enqueue(new StopOutcome("cgroup", 1));
        process.StopOutcomes.Enqueue(new StopOutcome("cgroup", 0));
        orchestra.Launcher.Left[left.Id] = new Adoption(process, WasStarted: true);
        orchestra.Folders.Cancelling.Add(left.Id);

        await orchestra.StartAsync();
        process.End(7, orchestra.Time.GetUtcNow());
        var ended = await orchestra.EndedAsync(left.Id.Value);

        ended.Status.Should().Be(RunStatus.Failed);
        ended.ExitCode.Should().Be(7);
    }

    [Test]
    public async Task Start_WhenTheScriptWasNeverStarted_StartsItNow()
    {
        var left = await LeaveRunningAsync();
        await using var orchestra = new Orchestra(history: _history);
        orchestra.Folders.Existing.Add(new RunId("another"));

        await orchestra.StartAsync();
        var process = await orchestra.Launcher.NextAsync();

        (process.Spec?.RunId).Should().Be(left.Id);
    }

    [Test]
    public async Task Start_WhenTheFoldersOfAllRunsAreGone_StartsOnlyWhatWaited([Values] bool canBeListed)
    {
        var left = await LeaveRunningAsync();
        var waiting = await LeaveQueuedAsync(1);
        await using var orchestra = new Orchestra(history: _history);
        if (!canBeListed)
        {
            _ = orchestra.Folders.FailNextListingAsync(new StorageUnavailableException("Not mounted."));
        }

        await orchestra.StartAsync();
        var process = await orchestra.Launcher.NextAsync();
        var run = await orchestra.SendAsync(new GetRunQuery(left.Id));

        (process.Spec?.RunId).Should().Be(waiting.Id);
        run.FailureReason.Should().Be(FailureReason.Interrupted);
        run.ErrorMessage.Should().StartWith("The folders of all runs are gone");
        orchestra.Launcher.StartedCount.Should().Be(1);
    }

    [Test]
    public async Task Start_WhenRunsWait_StartsThemInTheirOrder()
    {
        var first = await LeaveQueuedAsync(1);
        var second = await LeaveQueuedAsync(2);
        await using var orchestra = new Orchestra(options => options.MaxConcurrent = 1, _history);

        await orchestra.StartAsync();
        var running = await orchestra.Launcher.NextAsync();
        running.End(0);
        var next = await orchestra.Launcher.NextAsync();

        (running.Spec?.RunId).Should().Be(first.Id);
        (next.Spec?.RunId).Should().Be(second.Id);
    }

    [Test]
    public async Task Start_WhenThereIsNoRegistryYet_RunsThatAreNotStartedWaitForIt()
    {
        var waiting = await LeaveQueuedAsync(1);
        var unstarted = await LeaveRunningAsync();
        await using var orchestra = new Orchestra(history: _history);
        orchestra.Folders.Existing.Add(new RunId("another"));
        var (loaded, modules) = (new TaskCompletionSource(), orchestra.Catalog.Current);
        (orchestra.Catalog.Loaded, orchestra.Catalog.Current) = (loaded.Task, ModuleSnapshot.Empty);

        await orchestra.StartAsync();
        var before = (await orchestra.SendAsync(new GetRunQuery(waiting.Id))).Status;
        orchestra.Catalog.Current = modules;
        loaded.SetResult();
        RunId?[] started = [(await orchestra.Launcher.NextAsync()).Spec?.RunId, (await orchestra.Launcher.NextAsync()).Spec?.RunId];

        before.Should().Be(RunStatus.Queued);
        started.Should().BeEquivalentTo([waiting.Id, unstarted.Id]);
        orchestra.LogOf<RunRecovery>().Should().Contain("There is no module registry yet: 2 runs of an earlier server wait for it.");
    }

    [Test]
    public async Task Start_WhenARegistryComesLate_LimitsTheTimeOfWhatStillRuns()
    {
        var left = await LeaveRunningAsync();
        await using var orchestra = new Orchestra(history: _history);
        var process = new FakeProcess();
        orchestra.Launcher.Left[left.Id] = new Adoption(process, WasStarted: true);
        var (loaded, module) = (new TaskCompletionSource(), orchestra.Catalog.Current.Modules.Single(known => known.Id == left.ModuleId));
        (orchestra.Catalog.Loaded, orchestra.Catalog.Current) = (loaded.Task, ModuleSnapshot.Empty);

        await orchestra.StartAsync();
        orchestra.Catalog.Current = new ModuleSnapshot([module with { Timeout = TimeSpan.FromSeconds(1) }], []);
        loaded.SetResult();
        var ended = await orchestra.EndedAsync(left.Id.Value);

        ended.FailureReason.Should().Be(FailureReason.TimedOut);
    }

    [Test]
    public async Task ShutDown_WhenRunsOutliveTheServer_LeavesThemAlone()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        orchestra.Launcher.OutlivesServer = true;
        await orchestra.LaunchAsync();
        var process = await orchestra.Launcher.NextAsync();

        await orchestra.ShutDownAsync();

        process.Stops.Should().Be(0);
        orchestra.History.Writes[^1].Status.Should().Be(RunStatus.Running);
    }

    [Test]
    public async Task ShutDown_WhenRunsDieWithTheServer_EndsThemAndSaysSo()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        await orchestra.LaunchAsync();
        var process = await orchestra.Launcher.NextAsync();

        await orchestra.ShutDownAsync();

        process.Stops.Should().Be(1);
        orchestra.History.Writes[^1].Failure.Should().Be(FailureReason.Interrupted);
    }

    [Test]
    public async Task Launch_AfterShutDown_IsRefused()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        await orchestra.ShutDownAsync();

        var refused = await orchestra.TrySendAsync(new StartRunCommand(new("echo"), new Dictionary<string, System.Text.Json.JsonElement>(), false));

        (refused.Error?.Code).Should().Be("SERVICE_UNAVAILABLE");
    }

    [TestCase(1, 2, "Of an earlier server's runs, 1 were running and 2 wait; resolved in 0 ms.")]
    [TestCase(0, 0)]
    public async Task Start_WhenAnEarlierServerLeftRuns_SaysHowManyAndElseNothing(int running, int waiting, params string[] expected)
    {
        for (var minute = 1; minute <= running + waiting; minute++)
        {
            var run = await LeaveQueuedAsync(minute);
            if (minute <= running)
            {
                await _history.UpdateAsync(run.Start(run.CreatedAt), CancellationToken.None);
            }
        }

        await using var orchestra = await new Orchestra(history: _history).StartAsync();

        orchestra.LogOf<RunRecovery>().Should().Equal(expected);
    }

    [Test]
    public async Task Start_WhenTheScriptIsLost_SaysWhenAndWhy()
    {
        var left = await LeaveRunningAsync();
        await using var orchestra = new Orchestra(history: _history);
        orchestra.Launcher.Left[left.Id] = new Adoption(null, WasStarted: true);

        await orchestra.StartAsync();
        var run = await orchestra.SendAsync(new GetRunQuery(left.Id));

        run.ErrorMessage.Should().Be("The server ended while the script ran, and the script with it.");
        run.CompletedAt.Should().Be(Orchestra.Now);
    }

    private async Task<Run> LeaveQueuedAsync(int minute)
    {
        var createdAt = new DateTimeOffset(2026, 1, 31, 8, minute, 0, TimeSpan.Zero);
        var run = new Run
        {
            Id = RunId.Create(new("echo"), createdAt, (uint)minute),
            ModuleId = new("echo"),
            ModuleName = "Echo",
            Parameters = Domain.Configs.ParameterValues.Empty,
            CreatedAt = createdAt,
        };
        await _history.AddAsync(run, CancellationToken.None);
        return run;
    }

    private async Task<Run> LeaveRunningAsync()
    {
        var run = (await LeaveQueuedAsync(0)).Start(DateTimeOffset.UnixEpoch);
        await _history.UpdateAsync(run, CancellationToken.None);
        return run;
    }
}
