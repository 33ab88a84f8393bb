using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PrismQ.Application.Common;
using PrismQ.Application.SystemStatus;

namespace PrismQ.Infrastructure.SystemStatus;

/// <summary>Samples the machine in the background, once at start and then as often as the settings say, so that no request waits for it.</summary>
internal sealed class HostMetricsSampler(IOptions<StorageOptions> storage, IOptions<SystemStatusOptions> options, TimeProvider time)
    : BackgroundService, IHostMetrics
{
    private readonly string _dataDirectory = Path.GetFullPath(storage.Value.DataDirectory);
    private readonly ProcReader? _proc = OperatingSystem.IsLinux() ? new ProcReader("/proc") : null;
    private readonly Lock _gate = new();
    private HostSample? _current;

    public HostSample Current => Volatile.Read(ref _current) ?? Sample();

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        Sample();
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        base.Dispose();
        _proc?.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.CacheSeconds), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Sample();
        }
    }

    internal HostSample Sample()
    {
        lock (_gate)
        {
            var disk = DiskSpace.Of(_dataDirectory);
            var sample = new HostSample(_proc?.ReadCpuPercent(), _proc?.ReadMemoryPercent(), disk?.Free, disk?.Total, time.GetUtcNow());
            Volatile.Write(ref _current, sample);
            return sample;
        }
    }
}
