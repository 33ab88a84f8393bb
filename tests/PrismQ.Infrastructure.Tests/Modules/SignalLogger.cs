using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace PrismQ.Infrastructure.Tests.Modules;

/// <summary>A log that a test can wait on.</summary>
internal sealed class SignalLogger<T> : ILogger<T>, IDisposable
{
    private readonly Channel<int> _events = Channel.CreateUnbounded<int>();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _events.Writer.TryWrite(eventId.Id);

    /// <summary>Returns when an event of this id is logged that was not waited for before.</summary>
    public async Task WaitAsync(int eventId, CancellationToken cancellationToken)
    {
        while (await _events.Reader.ReadAsync(cancellationToken) != eventId)
        {
        }
    }

    public void Dispose() => _events.Writer.TryComplete();
}
