using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;
using PrismQ.Testing.Runs;

namespace PrismQ.Application.Tests.Runs.Orchestration;

/// <summary>What is on record of a run in each of the ways in which it can end.</summary>
[CancelAfter(60_000)]
internal sealed class RunEndingTests
{
    private static readonly StopOutcome Gone = new("cgroup", 0);

    [Test]
    public async Task Exit_WhenItsCodeCannotBeLearned_FailsTheRunAsInterrupted()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        var (id, process) = await LaunchAsync(orchestra);

        process.End(code: null, Orchestra.Now.AddSeconds(5));
        var ended = await orchestra.EndedAsync(id);

        (ended.Status, ended.FailureReason, ended.ExitCode).Should().Be((RunStatus.Failed, FailureReason.Interrupted, null));
        ended.ErrorMessage.Should().Be("The script ended, but its exit code could not be learned.");
        ended.CompletedAt.Should().Be(Orchestra.Now.AddSeconds(5));
    }

    [Test]
    public async Task Exit_WhenWhatTheScriptLeftBehindSurvives_TriesAgainAndThenRecordsTheScriptsOwnEnd()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        var (id, process) = await LaunchAsync(orchestra);
        Answer(process, new StopOutcome("cgroup", 2), Gone);

        process.End(0);
        var ended = await orchestra.EndedAsync(id);

        (ended.Status, ended.ExitCode, ended.StopProof).Should().Be((RunStatus.Completed, 0, null));
        process.Stops.Should().Be(2);
        process.IsDisposed.Should().BeTrue();
    }

    [TestCase("The disk was full for a while.", null, "The disk was full for a while.")]
    [TestCase(null, "The log cannot be written.", "The log cannot be written.")]
    [TestCase("The disk was full for a while.", "The log cannot be written.", "The disk was full for a while.", Description = "the cause")]
    [TestCase(null, null, null)]
    public async Task Exit_WhenTheLogIsNotWhole_CompletesTheRunAndSaysSo(string? problem, string? fault, string? expected)
    {
        await using var orchestra = await new Orchestra().StartAsync();
        (orchestra.Logs.Problem, orchestra.Logs.Fault) = (problem, fault);
        var (id, process) = await LaunchAsync(orchestra);

        process.End(0);
        var ended = await orchestra.EndedAsync(id);

        (ended.Status, ended.ErrorMessage).Should().Be((RunStatus.Completed, expected));
    }

    [Test]
    public async Task Exit_WhenTheDiskIsFullUntilTheOutcomeIsCommitted_FinishesTheLogBeforeAnybodySeesTheEnd()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        var (id, process) = await LaunchAsync(orchestra);
        orchestra.History.Fault = orchestra.Logs.Fault = "The disk is full.";
        process.End(0);
        await orchestra.Time.WaitedForAsync(TimeSpan.FromSeconds(1));
        var before = orchestra.Logs.IsComplete(new RunId(id));

        orchestra.History.Fault = orchestra.Logs.Fault = null;
        orchestra.Time.Advance(TimeSpan.FromSeconds(1));
        await orchestra.EndedAsync(id);

        (before, orchestra.Logs.IsComplete(new RunId(id))).Should().Be((false, true));
    }

    [Test]
    public async Task Cancel_OfARunThatRuns_KeepsWhenAndHowItWasStopped()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        var (id, process) = await LaunchAsync(orchestra);
        Answer(process, Gone);
        orchestra.Time.Advance(TimeSpan.FromSeconds(7));

        var cancelled = await orchestra.SendAsync(new CancelRunCommand(new RunId(id)));

        (cancelled.Status, cancelled.ExitCode, cancelled.StopProof).Should().Be((RunStatus.Cancelled, 143, "cgroup"));
        (cancelled.CompletedAt, cancelled.DurationSeconds).Should().Be((Orchestra.Now.AddSeconds(7), 7));
    }

    [Test]
    public async Task Timeout_OfARun_KeepsWhyAndHowItWasStopped()
    {
        await using var orchestra = await new Orchestra(options => options.DefaultTimeoutSeconds = 60).StartAsync();
        var (id, process) = await LaunchAsync(orchestra);
        Answer(process, Gone);
        await orchestra.Time.WaitedForAsync(TimeSpan.FromSeconds(60));

        orchestra.Time.Advance(TimeSpan.FromSeconds(60));
        var ended = await orchestra.EndedAsync(id);

        (ended.FailureReason, ended.ExitCode, ended.StopProof).Should().Be((FailureReason.TimedOut, 143, "cgroup"));
        ended.ErrorMessage.Should().Be("The script took longer than it may and was ended.");
    }

    [TestCase(true, OnShutdown.Leave, 0)]
    [TestCase(true, OnShutdown.End, 1)]
    [TestCase(false, OnShutdown.Leave, 1)]
    [TestCase(false, OnShutdown.End, 1)]
    public async Task ShutDown_WhateverTheSettings_LeavesOnlyWhatCanAndMayGoOn(bool outlives, OnShutdown setting, int stops)
    {
        await using var orchestra = await new Orchestra(options => options.OnShutdown = setting).StartAsync();
        orchestra.Launcher.OutlivesServer = outlives;
        var (id, process) = await LaunchAsync(orchestra);

        await orchestra.ShutDownAsync();

        process.Stops.Should().Be(stops);
        var left = await orchestra.History.FindAsync(new RunId(id), CancellationToken.None);
        (left?.ErrorMessage).Should().Be(stops == 0 ? null : "The script was ended because the server was shut down.");
        (left?.Failure, left?.ExitCode).Should().Be(stops == 0 ? (null, null) : (FailureReason.Interrupted, 143));
    }

    private static void Answer(FakeProcess process, params StopOutcome[] outcomes)
    {
        process.StopOutcomes.Clear();
        Array.ForEach(outcomes, process.StopOutcomes.Enqueue);
    }

    private static async Task<(string Id, FakeProcess Process)> LaunchAsync(Orchestra orchestra)
    {
        var run = await orchestra.LaunchAsync();
        var process = await orchestra.Launcher.NextAsync();
        await orchestra.AttachedAsync(run.RunId);
        return (run.RunId, process);
    }
}
