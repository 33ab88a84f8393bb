using PrismQ.Domain.Runs;
using PrismQ.Testing.Runs;

namespace PrismQ.Domain.Tests.Runs;

/// <summary>Every transition from every state: those of the table are made, all others are refused.</summary>
public sealed class RunTransitionTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 31, 9, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, Func<Run, Run>> Transitions = new()
    {
        ["start"] = run => run.Start(At),
        ["attach"] = run => run.Attach(new ProcessIdentity(1, 2)),
        ["report"] = run => run.Report(new RunProgress(1, 2), run.Metrics),
        ["warn"] = run => run.Warn("careful"),
        ["exit 0"] = run => run.Exit(0, At),
        ["exit 3"] = run => run.Exit(3, At),
        ["fail"] = run => run.Fail(FailureReason.LaunchFailed, "no", At),
        ["cancel"] = run => run.Cancel(At),
    };

    private static readonly Dictionary<(RunStatus From, string Transition), RunStatus> Allowed = new()
    {
        [(RunStatus.Queued, "start")] = RunStatus.Running,
        [(RunStatus.Queued, "fail")] = RunStatus.Failed,
        [(RunStatus.Queued, "cancel")] = RunStatus.Cancelled,
        [(RunStatus.Running, "attach")] = RunStatus.Running,
        [(RunStatus.Running, "report")] = RunStatus.Running,
        [(RunStatus.Running, "warn")] = RunStatus.Running,
        [(RunStatus.Running, "exit 0")] = RunStatus.Completed,
        [(RunStatus.Running, "exit 3")] = RunStatus.Failed,
        [(RunStatus.Running, "fail")] = RunStatus.Failed,
        [(RunStatus.Running, "cancel")] = RunStatus.Cancelled,
    };

    private static IEnumerable<string> Names => Transitions.Keys;

    [Test]
    public void Transition_FromEveryState_IsMadeOrRefusedAsTheTableSays(
        [Values] RunStatus from, [ValueSource(nameof(Names))] string transition)
    {
        var run = new RunBuilder().In(from).Build();
        var make = () => Transitions[transition](run);

        if (Allowed.TryGetValue((from, transition), out var to))
        {
            make().Status.Should().Be(to);
        }
        else
        {
            make.Should().Throw<InvalidOperationException>().WithMessage($"*{run.Id}*{from}*");
        }

        run.Status.Should().Be(from, "a run is a value");
    }

    [Test]
    public void Exit_WhenTheCodeIsZero_RecordsTheEndAndNoFailure()
    {
        var run = new RunBuilder().Running().Build().Exit(0, At);

        (run.CompletedAt, run.ExitCode, run.Failure, run.ErrorMessage).Should().Be((At, 0, null, null));
    }

    [Test]
    public void Exit_WhenTheCodeIsAnother_SaysWhichAndWhy()
    {
        var run = new RunBuilder().Running().Build().Exit(-1, At);

        (run.CompletedAt, run.ExitCode, run.Failure).Should().Be((At, -1, FailureReason.ExitCode));
        run.ErrorMessage.Should().Contain("-1");
    }

    [Test]
    public void Fail_WhenItWasStopped_RecordsReasonMessageAndProof()
    {
        var run = new RunBuilder().Running().Build().Fail(FailureReason.TimedOut, "too long", At, 143, "group empty");

        (run.Failure, run.ErrorMessage, run.ExitCode, run.StopProof, run.CompletedAt)
            .Should().Be((FailureReason.TimedOut, "too long", 143, "group empty", At));
    }

    [Test]
    public void Cancel_WhenItRan_RecordsCodeProofAndNoFailure()
    {
        var run = new RunBuilder().Running().Build().Cancel(At, 137, "group empty");

        (run.Failure, run.ExitCode, run.StopProof, run.CompletedAt).Should().Be((null, 137, "group empty", At));
    }

    [Test]
    public void Start_WhenItWasTakenOutOfTheQueueAndNeverLaunched_BeginsItsTimeAnew()
    {
        var left = new RunBuilder().Build().Start(At);

        var again = left.Start(At.AddMinutes(5));

        again.StartedAt.Should().Be(At.AddMinutes(5));
        again.DurationAt(At.AddMinutes(6)).Should().Be(TimeSpan.FromMinutes(1));
    }

    [Test]
    public void Start_Always_RecordsWhen()
    {
        new RunBuilder().Build().Start(At).StartedAt.Should().Be(At);
    }

    [Test]
    public void End_WhenTheClockTellsATimeBeforeTheStart_IsNotBeforeTheStart()
    {
        var running = new RunBuilder().Build().Start(At);
        var early = At.AddMilliseconds(-3);

        running.Exit(0, early).CompletedAt.Should().Be(At);
        running.Exit(1, early).CompletedAt.Should().Be(At);
        running.Cancel(early).CompletedAt.Should().Be(At);
        running.Exit(0, At.AddMilliseconds(1)).CompletedAt.Should().Be(At.AddMilliseconds(1));
        new RunBuilder().Build().Cancel(early).CompletedAt.Should().Be(early, "it never started");
    }

    [Test]
    public void DurationAt_InEveryState_IsTheTimeItRan()
    {
        var queued = new RunBuilder().CreatedAt(At).Build();
        var running = queued.Start(At.AddSeconds(1));
        var ended = running.Exit(0, At.AddSeconds(4));
        var now = At.AddSeconds(10);

        queued.DurationAt(now).Should().BeNull();
        running.DurationAt(now).Should().Be(TimeSpan.FromSeconds(9));
        running.DurationAt(At).Should().Be(TimeSpan.Zero, "a clock that was set back makes no negative time");
        ended.DurationAt(now).Should().Be(TimeSpan.FromSeconds(3));
        queued.Cancel(now).DurationAt(now).Should().BeNull("it never ran");
    }

    [Test]
    public void IsFinal_ForEachState_IsTrueForThoseWithoutATransition([Values] RunStatus status)
    {
        status.IsFinal().Should().Be(!Allowed.Keys.Any(key => key.From == status));
    }
}
