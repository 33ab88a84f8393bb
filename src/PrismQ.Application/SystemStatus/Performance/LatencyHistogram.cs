using System.Numerics;

namespace PrismQ.Application.SystemStatus.Performance;

/// <summary>
/// Counts durations in 896 buckets of 4 bytes, whatever is recorded: exact to 0.1 µs below 6.4 µs, above that every value that is read
/// back is within 1.6 % of the true one, up to 100 seconds; what is longer counts as that. Two of them add up to a third.
/// Thread-safe for recording; a read beside it may miss the newest.
/// </summary>
public sealed class LatencyHistogram
{
    /// <summary>Buckets in each doubling of the value; half of one's width is the error.</summary>
    private const int PerDoubling = 32;

    private const int SubBucketBits = 5;

    private const long Longest = 100 * TimeSpan.TicksPerSecond;

    private readonly int[] _counts = new int[IndexOf(Longest) + 1];
    private long _count;
    private long _max;

    public long Count => Interlocked.Read(ref _count);

    /// <summary>The longest duration, exactly.</summary>
    public TimeSpan Max => new(Interlocked.Read(ref _max));

    public void Record(TimeSpan duration)
    {
        var ticks = Math.Max(0, duration.Ticks);
        Interlocked.Increment(ref _counts[IndexOf(Math.Min(ticks, Longest))]);
        Interlocked.Increment(ref _count);
        for (var max = Volatile.Read(ref _max); ticks > max;)
        {
            var seen = Interlocked.CompareExchange(ref _max, ticks, max);
            max = seen == max ? ticks : seen;
        }
    }

    /// <summary>Adds what another one has counted. Not for use beside <see cref="Record"/>.</summary>
    public void Add(LatencyHistogram other)
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] += Volatile.Read(ref other._counts[i]);
        }

        _count += other.Count;
        _max = Math.Max(_max, other.Max.Ticks);
    }

    /// <summary>The duration that this share of all does not exceed; null when there are none.</summary>
    /// <param name="quantile">0 to 1, for example 0.95.</param>
    public TimeSpan? At(double quantile)
    {
        // The counts themselves are the total here: a recording beside this read may have reached one number and not yet the other.
        var total = _counts.Sum(count => (long)count);
        var rank = Math.Max(1, (long)Math.Ceiling(quantile * total));
        long passed = 0;
        for (var i = 0; i < _counts.Length; i++)
        {
            passed += _counts[i];
            if (passed >= rank)
            {
                return new TimeSpan(Math.Min(MiddleOf(i), Math.Max(_max, 0)));
            }
        }

        return null;
    }

    /// <summary>Below 64 the value itself; above, its leading six bits, and how often it was halved to have no more.</summary>
    private static int IndexOf(long ticks)
    {
        var halvings = Math.Max(0, BitOperations.Log2((ulong)ticks) - SubBucketBits);
        return (halvings * PerDoubling) + (int)(ticks >> halvings);
    }

    private static long MiddleOf(int index)
    {
        var halvings = Math.Max(0, (index / PerDoubling) - 1);
        var lower = (long)(index - (halvings * PerDoubling)) << halvings;
        return lower + ((1L << halvings) / 2);
    }
}
