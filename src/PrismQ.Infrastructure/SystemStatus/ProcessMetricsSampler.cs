using Microsoft.Extensions.Hosting;
using PrismQ.Application.SystemStatus.Performance;

namespace PrismQ.Infrastructure.SystemStatus;

/// <summary>Samples the server's own process in the background, every five seconds.</summary>
internal sealed class ProcessMetricsSampler(TimeProvider time) : BackgroundService, IProcessMetrics
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private (long At, TimeSpan Cpu, TimeSpan Paused) _last = (time.GetTimestamp(), Environment.CpuUsage.TotalTime, GC.GetTotalPauseDuration());
    private ProcessSample _current = new(0, Environment.WorkingSet, GC.GetTotalMemory(false), 0, ThreadPool.ThreadCount, 0);

    public ProcessSample Current => Volatile.Read(ref _current);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Volatile.Write(ref _current, Sample());
        }
    }

    private ProcessSample Sample()
    {
        var (at, cpu, paused) = (time.GetTimestamp(), Environment.CpuUsage.TotalTime, GC.GetTotalPauseDuration());
        var elapsed = Math.Max(1, time.GetElapsedTime(_last.At, at).Ticks);
        var sample = new ProcessSample(
            Percent((cpu - _last.Cpu).Ticks, elapsed * Environment.ProcessorCount),
            Environment.WorkingSet,
            GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes,
            Percent((paused - _last.Paused).Ticks, elapsed),
            ThreadPool.ThreadCount,
            ThreadPool.PendingWorkItemCount);
        _last = (at, cpu, paused);
        return sample;
    }

    private static double Percent(long part, long whole) => Math.Clamp(100.0 * part / whole, 0, 100);
}
