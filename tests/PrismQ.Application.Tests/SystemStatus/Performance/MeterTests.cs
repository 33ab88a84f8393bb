using System.Diagnostics.Metrics;
using Microsoft.Extensions.Time.Testing;
using PrismQ.Application.SystemStatus.Performance;
using PrismQ.Domain.Runs;
using PrismQ.Testing.Runs;
using PrismQ.Testing.SystemStatus;

namespace PrismQ.Application.Tests.SystemStatus.Performance;

/// <summary>Dashboards and alerts know the instruments by their names and units.</summary>
public sealed class MeterTests
{
    private readonly List<string> _instruments = [];
    private readonly List<(string Name, double Value, string? Tag)> _measured = [];
    private readonly FakeTimeProvider _time = new();

    [Test]
    public void Instruments_OfRunsQueueLogsAndStore_HaveTheirNamesUnitsAndDescriptions()
    {
        using var listener = Listen();

        Create();

        _instruments.Should().BeEquivalentTo(
            "PrismQ.Runs prismq.runs.started {run} Runs that left the queue.",
            "PrismQ.Runs prismq.runs.ended {run} Runs that ended, by status.",
            "PrismQ.Runs prismq.run.duration s From the start of a run to its end.",
            "PrismQ.Runs prismq.runs.running {run} Runs that go on.",
            "PrismQ.Queue prismq.queue.wait s From the acceptance of a run to its start.",
            "PrismQ.Queue prismq.queue.length {run} Runs that wait.",
            "PrismQ.Logs prismq.logs.lines {line} Lines of all runs that were indexed.",
            "PrismQ.Store prismq.store.duration s An operation of the run history.");
    }

    [Test]
    public void Changed_OverTheLifeOfARun_MeasuresItsWaitItsTimeAndItsEnd()
    {
        using var listener = Listen();
        var (runs, logs) = Create();

        runs.Changed(RunStatus.Queued, new RunBuilder().Running().Build());
        runs.Changed(RunStatus.Running, new RunBuilder().Failed().Build());
        runs.Changed(RunStatus.Failed, new RunBuilder().Failed().Build());
        runs.Changed(RunStatus.Queued, new RunBuilder().Cancelled().Build());
        runs.Changed(RunStatus.Running, new RunBuilder().Running().Build());
        logs.Indexed(42);
        listener.RecordObservableInstruments();

        _measured.Should().Equal(
            ("prismq.runs.started", 1, null), ("prismq.queue.wait", 1, null),
            ("prismq.runs.ended", 1, "status=failed"), ("prismq.run.duration", 1, "status=failed"),
            ("prismq.runs.ended", 1, "status=cancelled"), ("prismq.run.duration", 0, "status=cancelled"),
            ("prismq.logs.lines", 42, null), ("prismq.runs.running", 3, null), ("prismq.queue.length", 5, null));
    }

    private (RunActivity Runs, LogActivity Logs) Create()
    {
        using var meters = new FakeMeterFactory();
        var runs = new RunActivity(meters, new FakeRunLoad(3, 5), _time);
        var logs = new LogActivity(meters, _time);
        _ = new StoreActivity(meters, _time);
        return (runs, logs);
    }

    /// <summary>Meters live in the process: hears only those that are made from now on and on this thread.</summary>
    private MeterListener Listen()
    {
        var (thread, isListening) = (Environment.CurrentManagedThreadId, false);
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (isListening && instrument.Meter.Name.StartsWith("PrismQ.", StringComparison.Ordinal) && Environment.CurrentManagedThreadId == thread)
                {
                    _instruments.Add($"{instrument.Meter.Name} {instrument.Name} {instrument.Unit} {instrument.Description}");
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Measure(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Measure(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Measure(instrument, value, tags));
        listener.Start();
        isListening = true;
        return listener;
    }

    private void Measure(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.Add((instrument.Name, value, tags.Length == 0 ? null : $"{tags[0].Key}={tags[0].Value}"));
}
