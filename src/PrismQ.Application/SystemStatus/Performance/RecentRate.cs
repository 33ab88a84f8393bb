namespace PrismQ.Application.SystemStatus.Performance;

/// <summary>How often something happened in the last minute. Thread-safe.</summary>
public sealed class RecentRate(TimeProvider time)
{
    private const int Seconds = 60;

    private readonly long _created = time.GetTimestamp();
    private readonly Lock _lock = new();
    private readonly long[] _counts = new long[Seconds];
    private long _newest;

    /// <summary>A second, averaged over the last minute or the time since this began.</summary>
    public double PerSecond
    {
        get
        {
            lock (_lock)
            {
                Advance();
                return _counts.Sum() / (double)Math.Clamp(_newest + 1, 1, Seconds);
            }
        }
    }

    public void Add(long count)
    {
        lock (_lock)
        {
            Advance();
            _counts[_newest % Seconds] += count;
        }
    }

    /// <summary>Empties the places of the seconds that have passed since the last look.</summary>
    private void Advance()
    {
        var now = (long)time.GetElapsedTime(_created).TotalSeconds;
        for (var second = Math.Max(_newest + 1, now - Seconds + 1); second <= now; second++)
        {
            _counts[second % Seconds] = 0;
        }

        _newest = now;
    }
}
