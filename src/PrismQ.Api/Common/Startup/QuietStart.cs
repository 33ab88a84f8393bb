namespace PrismQ.Api.Common.Startup;

/// <summary>Keeps the host from logging a failed start with its stack: whoever started it gets one line instead.</summary>
internal sealed class QuietStart
{
    private volatile bool _started;

    public void Hush(ILoggingBuilder logging) => logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => _started && level >= LogLevel.Information);

    public void EndWith(IHostApplicationLifetime lifetime) => lifetime.ApplicationStarted.Register(() => _started = true);
}
