using System.Diagnostics.Metrics;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.SystemStatus.Performance;

/// <summary>What runs do, as numbers: the meters <c>PrismQ.Runs</c> and <c>PrismQ.Queue</c>, and the last minutes for those who ask here.</summary>
public sealed class RunActivity
{
    public const string RunsMeter = "PrismQ.Runs";
    public const string QueueMeter = "PrismQ.Queue";

    private static readonly InstrumentAdvice<double> Durations = new() { HistogramBucketBoundaries = [0.1, 0.5, 1, 5, 10, 30, 60, 300, 600, 1800, 3600, 21600] };
    private static readonly InstrumentAdvice<double> Waits = new() { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60, 300, 1800] };

    private readonly Counter<long> _started;
    private readonly Counter<long> _ended;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _wait;

    public RunActivity(IMeterFactory meters, IRunLoad load, TimeProvider time)
    {
        (Started, QueueWait) = (new RecentRate(time), new TimingWindows(time));
        var runs = meters.Create(RunsMeter);
        _started = runs.CreateCounter<long>("prismq.runs.started", "{run}", "Runs that left the queue.");
        _ended = runs.CreateCounter<long>("prismq.runs.ended", "{run}", "Runs that ended, by status.");
        _duration = runs.CreateHistogram("prismq.run.duration", "s", "From the start of a run to its end.", tags: null, Durations);
        runs.CreateObservableUpDownCounter("prismq.runs.running", () => load.Running, "{run}", "Runs that go on.");
        var queue = meters.Create(QueueMeter);
        _wait = queue.CreateHistogram("prismq.queue.wait", "s", "From the acceptance of a run to its start.", tags: null, Waits);
        queue.CreateObservableUpDownCounter("prismq.queue.length", () => load.Queued, "{run}", "Runs that wait.");
    }

    public RecentRate Started { get; }

    public TimingWindows QueueWait { get; }

    /// <summary>Call with every committed change of a run.</summary>
    public void Changed(RunStatus before, Run run)
    {
        if (before == RunStatus.Queued && run is { Status: RunStatus.Running, StartedAt: { } startedAt })
        {
            var wait = startedAt - run.CreatedAt;
            Started.Add(1);
            QueueWait.Record(wait);
            _started.Add(1);
            _wait.Record(wait.TotalSeconds);
        }
        else if (!before.IsFinal() && run.Status.IsFinal() && run.CompletedAt is { } completedAt)
        {
            var status = KeyValuePair.Create<string, object?>("status", run.Status.ToString().ToLowerInvariant());
            _ended.Add(1, status);
            _duration.Record(run.DurationAt(completedAt)?.TotalSeconds ?? 0, status);
        }
    }
}
