using PrismQ.Domain.Common;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs.Orchestration;

/// <summary>A run that has not ended, as this server holds it. Thread-safe.</summary>
public sealed class ActiveRun(Run run)
{
    private readonly Lock _lock = new();
    private Run _current = run;
    private RunUsage? _usage;
    private TaskCompletionSource _cancelRequested = NewSource();
    private TaskCompletionSource<Result<Run>> _cancelAnswer = NewAnswer();
    private Error? _abandoned;

    public RunId Id { get; } = run.Id;

    /// <summary>The run as it is now.</summary>
    public Run Current => Volatile.Read(ref _current);

    /// <summary>What its processes took when they were last looked at; null before that.</summary>
    internal RunUsage? Usage
    {
        get => Volatile.Read(ref _usage);
        set => Volatile.Write(ref _usage, value);
    }

    /// <summary>Completes when somebody wants the run to be cancelled.</summary>
    internal Task CancelRequested => Volatile.Read(ref _cancelRequested).Task;

    /// <summary>Replaces the run by what <paramref name="change"/> makes of it, and answers that.</summary>
    internal Run Change(Func<Run, Run> change)
    {
        lock (_lock)
        {
            return _current = change(_current);
        }
    }

    /// <summary>Asks for the run to be cancelled; completes with the run as it ended, or why it goes on.</summary>
    internal Task<Result<Run>> RequestCancelAsync()
    {
        lock (_lock)
        {
            _cancelRequested.TrySetResult();
            return _abandoned is null ? _cancelAnswer.Task : Task.FromResult<Result<Run>>(_abandoned);
        }
    }

    /// <summary>Whether an earlier server began to cancel the run: then its end, whatever it was, came of that.</summary>
    internal bool IsCancelResumed { get; private set; }

    /// <summary>Goes on with a cancel that an earlier server began.</summary>
    internal void ResumeCancel()
    {
        IsCancelResumed = true;
        _ = RequestCancelAsync();
    }

    /// <summary>Tells those who asked for a cancel why the run goes on; they may ask again.</summary>
    internal void RefuseCancel(Error error)
    {
        TaskCompletionSource<Result<Run>> answer;
        lock (_lock)
        {
            answer = _cancelAnswer;
            IsCancelResumed = false;
            _cancelAnswer = NewAnswer();
            _cancelRequested = NewSource();
        }

        answer.TrySetResult(error);
    }

    /// <summary>Nobody stays with the run any more: tells so who asks, or asked, for a cancel.</summary>
    internal void Abandon(Error error)
    {
        lock (_lock)
        {
            _abandoned = error;
        }

        RefuseCancel(error);
    }

    /// <summary>Tells those who asked for a cancel how the run ended.</summary>
    internal void End()
    {
        lock (_lock)
        {
            _cancelAnswer.TrySetResult(_current);
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource<Result<Run>> NewAnswer() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
