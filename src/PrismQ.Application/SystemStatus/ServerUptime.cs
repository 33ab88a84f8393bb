using Microsoft.Extensions.Hosting;

namespace PrismQ.Application.SystemStatus;

/// <summary>How long the server has been up.</summary>
internal sealed class ServerUptime(TimeProvider time) : IHostedService
{
    private long _startedAt = time.GetTimestamp();

    public TimeSpan Elapsed => time.GetElapsedTime(Interlocked.Read(ref _startedAt));

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Interlocked.Exchange(ref _startedAt, time.GetTimestamp());
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
