using System.Text.Json;
using PrismQ.Application.Runs;
using PrismQ.Domain.Modules;
using PrismQ.Domain.Runs;
using PrismQ.Testing.Modules;
using PrismQ.Testing.Runs;

namespace PrismQ.Application.Tests.Runs.Orchestration;

/// <summary>A run from its turn to its end: what can hinder its start, how long it may take, and what it may say of itself.</summary>
[CancelAfter(60_000)]
internal sealed class RunExecutorTests
{
    [Test]
    public async Task Launch_WhenTheFolderCannotBeMade_FailsAndSaysWhy()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        orchestra.Folders.Fault = "The disk is full.";

        var ended = await orchestra.EndedAsync((await orchestra.LaunchAsync()).RunId);

        (ended.FailureReason, ended.ErrorMessage).Should().Be((FailureReason.LaunchFailed, "The disk is full."));
        orchestra.Launcher.StartedCount.Should().Be(0);
    }

    [Test]
    public async Task Launch_WhenTheScriptIsNotThere_FailsAndSaysWhy()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        orchestra.Scripts.Error = ModuleErrors.NotFound(new ModuleId("echo"));

        var ended = await orchestra.EndedAsync((await orchestra.LaunchAsync()).RunId);

        (ended.FailureReason, ended.ErrorMessage).Should().Be((FailureReason.LaunchFailed, orchestra.Scripts.Error.Message));
    }

    [Test]
    public async Task Launch_WhenTheModuleWasRemovedWhileTheRunWaited_FailsAndSaysWhy()
    {
        await using var orchestra = await new Orchestra(options => options.MaxConcurrent = 1).StartAsync();
        await orchestra.LaunchAsync();
        var running = await orchestra.Launcher.NextAsync();
        var waiting = await orchestra.LaunchAsync();

        orchestra.Catalog.Current = new([], []);
        running.End(0);
        var ended = await orchestra.EndedAsync(waiting.RunId);

        (ended.FailureReason, ended.ErrorMessage)
            .Should().Be((FailureReason.LaunchFailed, "Module echo is not in the registry any more."));
    }

    [Test]
    public async Task Launch_WhoeverTellsTheNextServerOfTheProcess_HasItOnRecordInTime([Values] bool isInTheFolder)
    {
        await using var orchestra = await new Orchestra().StartAsync();
        orchestra.Launcher.AdoptsByFolder = isInTheFolder;
        var id = new RunId((await orchestra.LaunchAsync()).RunId);
        var process = await orchestra.Launcher.NextAsync();
        await orchestra.AttachedAsync(id.Value);

        var committed = await orchestra.History.FindAsync(id, CancellationToken.None);
        process.End(0);
        await orchestra.EndedAsync(id.Value);
        var ended = await orchestra.History.FindAsync(id, CancellationToken.None);

        (committed?.Process).Should().Be(isInTheFolder ? null : process.Identity);
        (ended?.Process).Should().Be(process.Identity);
    }

    [Test]
    public async Task Launch_WhenTheServerItselfIsAtFault_GivesTheSlotToTheNextRun()
    {
        await using var orchestra = await new Orchestra(options => options.MaxConcurrent = 1).StartAsync();
        orchestra.Launcher.Surprises.Enqueue(new InvalidOperationException("A fault of the server."));

        var lost = await orchestra.LaunchAsync();
        var next = await orchestra.LaunchAsync();
        var process = await orchestra.Launcher.NextAsync();
        process.End(0);

        (await orchestra.EndedAsync(next.RunId)).Status.Should().Be(RunStatus.Completed);
        (await orchestra.SendAsync(new GetRunQuery(new RunId(lost.RunId)))).Status.IsFinal().Should().BeFalse("the next start resolves it");
    }

    [Test]
    public async Task Timeout_WhenTheModuleHasItsOwn_GoesBeforeTheSetting()
    {
        await using var orchestra = await new Orchestra(options => options.DefaultTimeoutSeconds = 60).StartAsync();
        orchestra.Catalog.Current = new([ModuleBuilder.Module("echo") with { Timeout = TimeSpan.FromSeconds(10) }], []);
        var run = await orchestra.LaunchAsync();

        await orchestra.Time.WaitedForAsync(TimeSpan.FromSeconds(10));
        orchestra.Time.Advance(TimeSpan.FromSeconds(10));

        (await orchestra.EndedAsync(run.RunId)).FailureReason.Should().Be(FailureReason.TimedOut);
    }

    [Test]
    public async Task Timeout_WhenARunIsTakenOver_CountsFromItsStart()
    {
        await using var orchestra = new Orchestra(options => options.DefaultTimeoutSeconds = 60);
        var (run, _) = await LeaveRunningAsync(orchestra, TimeSpan.FromSeconds(50));
        await orchestra.StartAsync();

        await orchestra.Time.WaitedForAsync(TimeSpan.FromSeconds(10));
        orchestra.Time.Advance(TimeSpan.FromSeconds(10));

        (await orchestra.EndedAsync(run.Id.Value)).FailureReason.Should().Be(FailureReason.TimedOut);
    }

    [Test]
    public async Task Timeout_WhenItHadPassedBeforeARunIsTakenOver_EndsItAtOnce()
    {
        await using var orchestra = new Orchestra(options => options.DefaultTimeoutSeconds = 60);
        var (run, process) = await LeaveRunningAsync(orchestra, TimeSpan.FromHours(1));

        await orchestra.StartAsync();
        var ended = await orchestra.EndedAsync(run.Id.Value);

        ended.FailureReason.Should().Be(FailureReason.TimedOut);
        process.Stops.Should().Be(1);
    }

    [Test]
    public async Task Timeout_WhenThereIsNone_LetsARunGoOnForAYear()
    {
        await using var orchestra = new Orchestra();
        var (run, process) = await LeaveRunningAsync(orchestra, TimeSpan.FromDays(365));
        await orchestra.StartAsync();
        orchestra.Time.Advance(TimeSpan.FromDays(365));

        process.End(0, orchestra.Time.GetUtcNow());
        var ended = await orchestra.EndedAsync(run.Id.Value);

        (ended.Status, ended.DurationSeconds).Should().Be((RunStatus.Completed, TimeSpan.FromDays(730).TotalSeconds));
    }

    [Test]
    public async Task Report_WhenItNamesASecret_IsKeptWithoutIt()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        orchestra.Catalog.Current = new([ModuleBuilder.Module("echo", ModuleBuilder.Password("token"))], []);
        var parameters = new Dictionary<string, JsonElement> { ["token"] = JsonSerializer.SerializeToElement("hunter22") };
        var id = new RunId((await orchestra.SendAsync(new StartRunCommand(new ModuleId("echo"), parameters, false))).RunId);
        await orchestra.Launcher.NextAsync();
        await orchestra.AttachedAsync(id.Value);

        orchestra.Logs.Write(id, "::metric rows-of-hunter22=5");

        (await orchestra.SendAsync(new GetRunResultsQuery(id))).Metrics.Should().Equal(new Dictionary<string, double> { ["rows-of-********"] = 5 });
    }

    [Test]
    public async Task Report_WhenALineSaysNothing_IsNotToldToThoseWhoFollow(CancellationToken cancellationToken)
    {
        await using var orchestra = await new Orchestra().StartAsync();
        var id = new RunId((await orchestra.LaunchAsync()).RunId);
        await orchestra.Launcher.NextAsync();
        await orchestra.AttachedAsync(id.Value);
        await using var changes = (await orchestra.SendAsync(new FollowRunsQuery(null))).GetAsyncEnumerator(cancellationToken);
        var first = changes.MoveNextAsync();
        orchestra.Logs.Write(id, "::progress 1/4");
        await first;

        orchestra.Logs.Write(id, "::progress of nothing");
        orchestra.Logs.Write(id, "::progress 2/4");
        var next = await (await orchestra.SendAsync(new FollowRunsQuery(changes.Current.Sequence))).FirstAsync(cancellationToken);

        next.Sequence.Should().Be(changes.Current.Sequence + 1);
        (next.Run?.ProgressPercent).Should().Be(50);
    }

    private static async Task<(Run Run, FakeProcess Process)> LeaveRunningAsync(Orchestra orchestra, TimeSpan since)
    {
        var startedAt = Orchestra.Now - since;
        var run = new RunBuilder().OfModule("echo").CreatedAt(startedAt).Then(run => run.Start(startedAt)).Build();
        var process = new FakeProcess();
        await orchestra.History.AddAsync(run, CancellationToken.None);
        orchestra.Launcher.Left[run.Id] = new Adoption(process, WasStarted: true);
        return (run, process);
    }
}
