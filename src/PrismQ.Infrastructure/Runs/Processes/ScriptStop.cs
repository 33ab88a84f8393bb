using PrismQ.Application.Runs;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>Stops a script that may be just about to start.</summary>
internal static class ScriptStop
{
    private static readonly TimeSpan Recheck = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Ends the tree and waits for the exit; a tree that is empty although nothing has ended is looked at again.</summary>
    /// <param name="abandon">Ends what stands between us and the script, when that alone does not end.</param>
    public static async Task<StopOutcome> StopAsync(
        this IProcessTree tree, Task<ProcessExit> exit, TimeSpan grace, Action abandon, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            var outcome = await tree.StopAsync(grace, time, cancellationToken);
            if (outcome.Survivors > 0 || exit.IsCompleted)
            {
                return outcome;
            }

            try
            {
                await exit.WaitAsync(Recheck, time, cancellationToken);
                return await tree.StopAsync(TimeSpan.Zero, time, cancellationToken);
            }
            catch (TimeoutException) when (time.GetElapsedTime(start) < Limit + grace)
            {
                // Its first process has not come so far as to be seen; the next look finds it.
            }
            catch (TimeoutException)
            {
                abandon();
                return outcome with { Survivors = 1 };
            }
        }
    }
}
