using System.Diagnostics.Metrics;

namespace PrismQ.Application.SystemStatus.Performance;

/// <summary>How long the history takes, as numbers: the meter <c>PrismQ.Store</c>, and the last minutes for those who ask here.</summary>
public sealed class StoreActivity
{
    public const string Meter = "PrismQ.Store";

    private static readonly InstrumentAdvice<double> Durations = new() { HistogramBucketBoundaries = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5] };

    private readonly Histogram<double> _duration;
    private readonly TimeProvider _time;

    public StoreActivity(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        (Reads, Writes) = (new TimingWindows(time), new TimingWindows(time));
        _duration = meters.Create(Meter).CreateHistogram("prismq.store.duration", "s", "An operation of the run history.", tags: null, Durations);
    }

    public TimingWindows Reads { get; }

    public TimingWindows Writes { get; }

    /// <summary>Does something with the history and records how long it took.</summary>
    /// <param name="operation">Its name in the meter; one of few.</param>
    public Task<T> ReadAsync<T>(string operation, Func<Task<T>> read) => MeasureAsync(Reads, operation, read);

    /// <inheritdoc cref="ReadAsync{T}"/>
    public Task<T> WriteAsync<T>(string operation, Func<Task<T>> write) => MeasureAsync(Writes, operation, write);

    private async Task<T> MeasureAsync<T>(TimingWindows windows, string operation, Func<Task<T>> work)
    {
        var (start, failed) = (_time.GetTimestamp(), true);
        try
        {
            var value = await work();
            failed = false;
            return value;
        }
        finally
        {
            var elapsed = _time.GetElapsedTime(start);
            windows.Record(elapsed, failed);
            _duration.Record(elapsed.TotalSeconds, KeyValuePair.Create<string, object?>("operation", operation));
        }
    }
}
