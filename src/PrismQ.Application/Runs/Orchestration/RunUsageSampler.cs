using Microsoft.Extensions.Hosting;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs.Orchestration;

/// <summary>
/// Looks every two seconds what the running scripts take, in one reading for all, so that no request waits for it; while none runs the
/// process table is left alone. Who follows the runs is told what has changed.
/// </summary>
internal sealed class RunUsageSampler(ActiveRuns active, IProcessUsage processes, RunFeed feed, TimeProvider time) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            TrySample();
        }
    }

    /// <summary>A look that is not possible now is left out: what leaves a background service ends the server.</summary>
    private void TrySample()
    {
        try
        {
            Sample();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // No descriptor is free, for one.
        }
    }

    /// <summary>Looks once.</summary>
    public void Sample()
    {
        var running = active.All.Where(run => run.Current is { Status: RunStatus.Running, Process: not null }).ToList();
        if (running.Count == 0)
        {
            return;
        }

        var usage = processes.Read([.. running.Select(run => run.Current.Process).OfType<ProcessIdentity>()]);
        foreach (var run in running)
        {
            var (current, earlier) = (run.Current, run.Usage);
            if (current.Process is { } process && usage.TryGetValue(process, out var now) && current.DurationAt(time.GetUtcNow()) is { } lasted)
            {
                run.Usage = RunUsage.Since(earlier, now, lasted);
                if (run.Usage.DiffersFrom(earlier))
                {
                    feed.Publish(run);
                }
            }
        }
    }
}
