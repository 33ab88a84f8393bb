using Microsoft.Extensions.Logging;
using PrismQ.Domain.Runs;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace PrismQ.Application.Runs.Orchestration;

/// <summary>
/// Runs whose commit got no answer: the caller was told that there is none, and nobody starts it. One that the history has all the same is
/// ended there. There are at most as many as a commit takes at once for each time that the history breaks. Thread-safe.
/// </summary>
internal sealed partial class UnansweredLaunches(IRunRepository runs, TimeProvider time, ILogger<UnansweredLaunches> logger) : IDisposable
{
    private const string NotStarted =
        "The history broke while it took the run, so the launch was answered as refused, and the script was not started.";

    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Ends the run if the history has it. Completes when the history answered; the end of the server leaves it to the next one.</summary>
    public Task ResolveAsync(Run run) => ResolveAsync(run, _stopping.Token);

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private async Task ResolveAsync(Run run, CancellationToken cancellationToken)
    {
        // Not at once: a commit whose answer is lost may be under way still.
        do
        {
            await Task.Delay(RetryInterval, time, cancellationToken);
        }
        while (!await IsResolvedAsync(run, cancellationToken));
    }

    private async Task<bool> IsResolvedAsync(Run run, CancellationToken cancellationToken)
    {
        try
        {
            if (await runs.FindAsync(run.Id, cancellationToken) is { } found)
            {
                await runs.UpdateAsync(found.Fail(FailureReason.LaunchFailed, NotStarted, time.GetUtcNow()), cancellationToken);
                LogEnded(run.Id);
            }

            return true;
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or InvalidOperationException))
        {
            return false;
        }
    }

    [LoggerMessage(3008, LogLevel.Warning, "Run {RunId} was committed without an answer; it was not started and is recorded as failed.")]
    private partial void LogEnded(RunId runId);
}
