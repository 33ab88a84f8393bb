using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace PrismQ.Testing.Common;

/// <summary>A clock that a test moves, and that says when somebody waits for it: to move it earlier would be to miss them.</summary>
public sealed class FakeClock(DateTimeOffset now) : FakeTimeProvider(now)
{
    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _timers.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Completes when somebody began to wait for this long, now or earlier; each wait is told once.</summary>
    public async Task WaitedForAsync(TimeSpan dueTime)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await _timers.Reader.ReadAsync(limit.Token) != dueTime)
        {
        }
    }
}
