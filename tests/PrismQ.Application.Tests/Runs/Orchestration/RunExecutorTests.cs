using System.Text.Json;
using MediatR;
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
    public async Task Launch_WhenWhatWasStartedCannotStartTheScript_FailsAndSaysWhy()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        var run = await orchestra.LaunchAsync();
        var process = await orchestra.Launcher.NextAsync();

        process.End(null, notStarted: "The folder cannot be written.");
        var ended = await orchestra.EndedAsync(run.RunId);

        (ended.FailureReason, ended.ErrorMessage).Should().Be((FailureReason.LaunchFailed, "The folder cannot be written."));
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
    public async Task Launch_WhenTheLauncherFailsAsNoneShould_FailsTheRunAndGivesTheSlotToTheNext()
    {
        await using var orchestra = await new Orchestra(options => options.MaxConcurrent = 1).StartAsync();
        orchestra.Launcher.Surprises.Enqueue(new IOException("Too many open files"));

        var failed = await orchestra.EndedAsync((await orchestra.LaunchAsync()).RunId);
        var next = await orchestra.LaunchAsync();
        var process = await orchestra.Launcher.NextAsync();
        process.End(0);

        (failed.FailureReason, failed.ErrorMessage).Should().Be((FailureReason.LaunchFailed, "Too many open files"));
        (await orchestra.EndedAsync(next.RunId)).Status.Should().Be(RunStatus.Completed);
    }

    [Test]
    public async Task Cancel_WhenAFaultOfTheServerLeftTheRunAlone_SaysSoInsteadOfWaiting()
    {
        await using var orchestra = await new Orchestra(options => options.MaxConcurrent = 1).StartAsync();
        orchestra.Launcher.AdoptsByFolder = true;
        var run = new RunId((await orchestra.LaunchAsync()).RunId);
        var process = await orchestra.Launcher.NextAsync();
        await orchestra.AttachedAsync(run.Value);
        var next = await orchestra.LaunchAsync();

        orchestra.History.Surprise = new InvalidOperationException("A fault of the server.");
        process.End(0);
        (await orchestra.Launcher.NextAsync()).End(0);
        await orchestra.EndedAsync(next.RunId);
        var cancelled = await orchestra.TrySendAsync(new CancelRunCommand(run));

        cancelled.TryGet(out _, out var error).Should().BeFalse();
        error.Should().Be(RunErrors.Unattended(run));
    }

    [Test]
    public async Task Launch_WhenTheCallerHasLeftBeforeTheCommit_RunsAllTheSame()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        using var left = new CancellationTokenSource();
        orchestra.History.OnWrite = left.Cancel;

        var launch = () => orchestra.Get<IMediator>().Send(
            new StartRunCommand(new ModuleId("echo"), new Dictionary<string, JsonElement>(), SaveConfig: false), left.Token);
        await launch.Should().NotThrowAsync();
        var process = await orchestra.Launcher.NextAsync();

        process.Spec.Should().NotBeNull();
    }

    [Test]
    public async Task Cancel_WhileTheScriptIsBeingMadeReady_EndsTheRunWithoutStartingIt()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        var asked = orchestra.Scripts.HoldUp();
        var run = await orchestra.LaunchAsync();
        await asked;

        var cancelled = await orchestra.SendAsync(new CancelRunCommand(new RunId(run.RunId)));

        cancelled.Status.Should().Be(RunStatus.Cancelled);
        orchestra.Launcher.StartedCount.Should().Be(0);
    }

    [Test]
    public async Task End_WhenTheHistoryFailsAsNoneShould_IsRecordedAllTheSame()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        orchestra.Launcher.AdoptsByFolder = true;
        var run = await orchestra.LaunchAsync();
        var process = await orchestra.Launcher.NextAsync();
        await orchestra.AttachedAsync(run.RunId);

        orchestra.History.Surprise = new InvalidDataException("The database said what nobody foresaw.");
        process.End(7);
        await orchestra.Time.WaitedForAsync(TimeSpan.FromSeconds(1));
        orchestra.Time.Advance(TimeSpan.FromSeconds(1));

        (await orchestra.EndedAsync(run.RunId)).ExitCode.Should().Be(7);
    }

    [Test]
    public async Task TakeOver_WhenTheLogCannotBeOpenedYet_StaysWithTheRun()
    {
        await using var orchestra = new Orchestra();
        var (run, process) = await LeaveRunningAsync(orchestra, TimeSpan.FromSeconds(50));
        orchestra.Logs.RefusedCaptures = 1;

        await orchestra.StartAsync();
        await orchestra.Time.WaitedForAsync(TimeSpan.FromSeconds(1));
        orchestra.Time.Advance(TimeSpan.FromSeconds(1));
        process.End(7, orchestra.Time.GetUtcNow());

        (await orchestra.EndedAsync(run.Id.Value)).ExitCode.Should().Be(7);
    }

    [Test]
    public async Task End_WhenWhatTheScriptLeftBehindPrintedLater_IsNotBeforeThat()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        var run = await orchestra.LaunchAsync();
        var process = await orchestra.Launcher.NextAsync();
        orchestra.Logs.LastLineAt = Orchestra.Now.AddSeconds(3);

        process.End(0, Orchestra.Now.AddSeconds(2));

        (await orchestra.EndedAsync(run.RunId)).CompletedAt.Should().Be(Orchestra.Now.AddSeconds(3));
    }

    [Test]
    public async Task Timeout_OfAYear_IsNoMoreThanATimerTakes()
    {
        await using var orchestra = await new Orchestra(options => options.DefaultTimeoutSeconds = TimeSpan.FromDays(100).TotalSeconds).StartAsync();
        var run = await orchestra.LaunchAsync();

        for (var days = 0; days < 98; days += 49)
        {
            await orchestra.Time.WaitedForAsync(TimeSpan.FromDays(49));
            orchestra.Time.Advance(TimeSpan.FromDays(49));
        }

        await orchestra.Time.WaitedForAsync(TimeSpan.FromDays(2));
        orchestra.Time.Advance(TimeSpan.FromDays(2));

        (await orchestra.EndedAsync(run.RunId)).FailureReason.Should().Be(FailureReason.TimedOut);
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
