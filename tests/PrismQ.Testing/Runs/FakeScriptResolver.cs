using PrismQ.Application.Runs;
using PrismQ.Domain.Common;
using PrismQ.Domain.Modules;

namespace PrismQ.Testing.Runs;

/// <summary>Finds every script, or none.</summary>
public sealed class FakeScriptResolver : IScriptResolver
{
    private TaskCompletionSource? _heldUp;

    /// <summary>Why no script is found; null while all is well.</summary>
    public Error? Error { get; set; }

    /// <summary>Makes the next search take until it is cancelled, as a long compilation; completes when it has begun.</summary>
    public Task HoldUp() => (_heldUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public async ValueTask<Result<ScriptCommand>> ResolveAsync(Module module, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _heldUp, null) is { } heldUp)
        {
            heldUp.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        return await Found(module);
    }

    private ValueTask<Result<ScriptCommand>> Found(Module module) =>
        ValueTask.FromResult<Result<ScriptCommand>>(Error is { } error ? error : new ScriptCommand("/bin/sh", [module.ScriptPath], "/"));
}
