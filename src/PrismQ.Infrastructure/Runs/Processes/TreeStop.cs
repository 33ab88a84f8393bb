using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>Ends a tree of processes: asks, waits, kills, and looks again until nothing new is found.</summary>
internal static class TreeStop
{
    /// <summary>What a killed process gets to disappear; only one stuck in the kernel takes longer.</summary>
    private static readonly TimeSpan KillLimit = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    public static async Task<StopOutcome> StopAsync(
        this IProcessTree tree, TimeSpan grace, TimeProvider time, CancellationToken cancellationToken)
    {
        var survivors = await tree.EndAsync(Ask, grace, time, cancellationToken);
        if (survivors > 0)
        {
            survivors = await tree.EndAsync(tree.Kill, KillLimit, time, cancellationToken);
        }

        if (survivors == 0)
        {
            tree.Release();
        }

        return new StopOutcome(tree.Proof, survivors);
    }

    /// <summary>Kills what is there; false when nothing was. Who cannot look must take it that something was.</summary>
    public static async Task<bool> KillAsync(this IProcessTree tree, TimeProvider time, CancellationToken cancellationToken)
    {
        var wasEmpty = await tree.EndAsync(Ask, TimeSpan.Zero, time, cancellationToken) == 0;
        if (wasEmpty || await tree.EndAsync(tree.Kill, KillLimit, time, cancellationToken) == 0)
        {
            tree.Release();
        }

        return !wasEmpty;
    }

    /// <summary>How many are left when the time is over.</summary>
    private static async Task<int> EndAsync(
        this IProcessTree tree,
        Action<IReadOnlyList<ProcessIdentity>> signal,
        TimeSpan limit,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var signalled = new HashSet<ProcessIdentity>();
        for (var left = tree.Look(); left is not { Count: 0 }; left = tree.Look())
        {
            var remaining = limit - time.GetElapsedTime(start);
            if (remaining <= TimeSpan.Zero)
            {
                return left?.Count ?? 1;
            }

            if (left is null)
            {
                // A tree may end as a whole what it cannot list.
                signal([]);
                await Task.Delay(LookAgain, time, cancellationToken);
                continue;
            }

            // Those that were forked while the others were told are new in the next round.
            List<ProcessIdentity> unaware = [.. left.Where(signalled.Add)];
            if (unaware.Count > 0)
            {
                signal(unaware);
            }

            await tree.ChangedAsync(left, remaining, cancellationToken);
        }

        return 0;
    }

    /// <summary>Null when no look is possible now: who cannot look must not say that nobody is left.</summary>
    private static IReadOnlyList<ProcessIdentity>? Look(this IProcessTree tree)
    {
        try
        {
            return tree.List();
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static void Ask(IReadOnlyList<ProcessIdentity> processes)
    {
        foreach (var process in processes)
        {
            _ = LibC.SendSignal(process.Id, LibC.Term);

            // A stopped process does not notice until it goes on.
            _ = LibC.SendSignal(process.Id, LibC.Continue);
        }
    }
}
