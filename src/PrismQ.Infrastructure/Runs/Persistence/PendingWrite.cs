namespace PrismQ.Infrastructure.Runs.Persistence;

/// <summary>A write that waits for its commit, and its caller who waits for the outcome.</summary>
internal abstract class PendingWrite
{
    public abstract Task ExecuteAsync(WriteSession session);

    /// <summary>Told once the write is on disk.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception exception);
}

/// <param name="work">The statements; run once, inside the batch's transaction.</param>
/// <param name="committed">What follows from the commit, before the caller hears of it and also when it no longer listens.</param>
internal sealed class PendingWrite<T>(Func<WriteSession, Task<T>> work, Action<T>? committed) : PendingWrite
{
    private readonly TaskCompletionSource<T> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<T>? _executed;

    public Task<T> Outcome => _outcome.Task;

    public override Task ExecuteAsync(WriteSession session) => _executed = work(session);

    public override void Complete()
    {
        if (_executed is { IsCompletedSuccessfully: true } executed)
        {
            var value = executed.GetAwaiter().GetResult();
            committed?.Invoke(value);
            _outcome.TrySetResult(value);
        }
    }

    public override void Fail(Exception exception) => _outcome.TrySetException(exception);
}
