namespace PrismQ.Application.SystemStatus.Performance;

/// <summary>
/// Durations of the last quarter of an hour, in slots of 15 seconds, so that any window up to that can be read. A slot's memory is taken
/// when something is recorded in it and given back when its time has passed. Thread-safe.
/// </summary>
public sealed class TimingWindows(TimeProvider time)
{
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan SlotLength = TimeSpan.FromSeconds(15);

    private readonly long _created = time.GetTimestamp();
    private readonly Slot?[] _slots = new Slot?[(int)(Longest / SlotLength) + 1];

    /// <param name="failed">Whether what took this long failed.</param>
    public void Record(TimeSpan duration, bool failed = false)
    {
        var slot = SlotOf(Number());
        slot.Histogram.Record(duration);
        if (failed)
        {
            Interlocked.Increment(ref slot.Failures);
        }
    }

    /// <summary>What was recorded in the last part of the time; its exact length is up to a slot more than asked.</summary>
    public TimingSummary Read(TimeSpan window)
    {
        var now = Number();
        var oldest = now - (long)(window / SlotLength);
        var (all, failures) = (new LatencyHistogram(), 0L);
        foreach (var slot in _slots)
        {
            if (slot is not null && slot.Number >= oldest && slot.Number <= now)
            {
                all.Add(slot.Histogram);
                failures += Volatile.Read(ref slot.Failures);
            }
        }

        var elapsed = time.GetElapsedTime(_created);
        return new TimingSummary(all, failures, elapsed - (Math.Max(0, oldest) * SlotLength));
    }

    private long Number() => time.GetElapsedTime(_created).Ticks / SlotLength.Ticks;

    private Slot SlotOf(long number)
    {
        ref var place = ref _slots[number % _slots.Length];
        while (true)
        {
            var slot = Volatile.Read(ref place);
            if (slot is not null && slot.Number >= number)
            {
                return slot;
            }

            Interlocked.CompareExchange(ref place, new Slot(number), slot);
        }
    }

    private sealed class Slot(long number)
    {
        public long Failures;

        public long Number { get; } = number;

        public LatencyHistogram Histogram { get; } = new();
    }
}

/// <summary>What was recorded in a window.</summary>
/// <param name="Length">How much time the window covers.</param>
public sealed record TimingSummary(LatencyHistogram Durations, long Failures, TimeSpan Length)
{
    public long Count => Durations.Count;

    public double PerSecond => Count / Math.Max(1, Length.TotalSeconds);

    /// <summary>0 to 1.</summary>
    public double FailureRate => Count == 0 ? 0 : (double)Failures / Count;
}
