using Microsoft.Extensions.Time.Testing;
using PrismQ.Application.SystemStatus.Performance;
using PrismQ.Domain.Runs;
using PrismQ.Testing.Runs;
using PrismQ.Testing.SystemStatus;

namespace PrismQ.Application.Tests.SystemStatus.Performance;

public sealed class GetPerformanceTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 31, 8, 30, 0, TimeSpan.Zero));
    private readonly Timings _responses = new();
    private readonly StoreActivity _store;
    private readonly RunActivity _runs;
    private readonly LogActivity _logs;

    public GetPerformanceTests() =>
        (_store, _runs, _logs) = (new(new FakeMeterFactory(), _time), new(new FakeMeterFactory(), new FakeRunLoad(0, 0), _time), new(new FakeMeterFactory(), _time));

    [Test]
    public async Task Handle_WhenAnEndpointWasAsked_TellsItsTimesAndWhetherThePromiseIsKept()
    {
        _responses.Record("GET", "/api/runs", Enumerable.Range(1, 100), failures: 3);
        _responses.Record("POST", "/api/runs", [501], failures: 0);
        _responses.Record("GET", "other", [5], failures: 0);

        var performance = await PerformanceAsync();

        performance.GeneratedAt.Should().Be(_time.GetUtcNow());
        performance.Windows.Select(window => window.Minutes).Should().Equal(1, 5, 15);
        var endpoints = performance.Windows[0].Endpoints;
        endpoints.Select(endpoint => (endpoint.Method, endpoint.Route, endpoint.TargetMs, endpoint.Met)).Should().Equal(
            ("GET", "/api/runs", 100, true), ("POST", "/api/runs", 500, false), ("GET", "other", null, null));
        var list = endpoints[0];
        (list.Count, list.RequestsPerSecond, list.ErrorRate, list.MaxMs).Should().Be((100, 1.667, 0.03, 100));
        list.P50Ms.Should().BeApproximately(50, 1);
        list.P95Ms.Should().BeApproximately(95, 2);
        list.P99Ms.Should().BeApproximately(99, 2);
        _responses.Asked.Should().Equal(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15));
    }

    [Test]
    public async Task Handle_WhenTheHistoryWasUsed_TellsItsReadsAndWritesApart()
    {
        await _store.ReadAsync("find", () => TakeAsync(2));
        await _store.ReadAsync("find", () => TakeAsync(4));

        var history = (await PerformanceAsync()).History;

        (history.Reads.Count, history.Reads.MaxMs).Should().Be((2, 4));
        history.Writes.Should().Be(new DurationsDto(0, null, null, null, null));
    }

    [Test]
    public async Task Record_WhenTheWorkFails_CountsAndThrowsIt()
    {
        var act = () => _store.WriteAsync<int>("add", () => throw new IOException("disk"));

        await act.Should().ThrowAsync<IOException>();
        _store.Writes.Read(TimeSpan.FromMinutes(1)).Should().BeEquivalentTo(new { Count = 1, Failures = 1, FailureRate = 1.0 });
        _store.Reads.Read(TimeSpan.FromMinutes(1)).Count.Should().Be(0);
    }

    [Test]
    public async Task Handle_WhenRunsStarted_TellsTheirRateTheirWaitAndTheirLines()
    {
        _runs.Changed(RunStatus.Queued, new RunBuilder().Running().Build());
        _logs.Indexed(1234);

        (await PerformanceAsync()).Runs.Should().Be(new RunPerformanceDto(1, 1234, new DurationsDto(1, 1000, 1000, 1000, 1000)));
    }

    [Test]
    public async Task Handle_Always_TellsWhatTheProcessTakes()
    {
        (await PerformanceAsync()).Process.Should().Be(new ProcessPerformanceDto(12.346, 78.5, 10.25, 0.5, 7, 3, 11, 4));
    }

    private async Task<PerformanceDto> PerformanceAsync()
    {
        var handler = new GetPerformanceHandler(_responses, new Process(), new Load(), _runs, _logs, _store, _time);
        return (await handler.Handle(new GetPerformanceQuery(), CancellationToken.None)).Value;
    }

    private Task<int> TakeAsync(int milliseconds)
    {
        _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        return Task.FromResult(0);
    }

    private sealed class Timings : IResponseTimings
    {
        private readonly List<EndpointTiming> _endpoints = [];

        public List<TimeSpan> Asked { get; } = [];

        public void Record(string method, string route, IEnumerable<int> milliseconds, long failures)
        {
            var histogram = new LatencyHistogram();
            foreach (var value in milliseconds)
            {
                histogram.Record(TimeSpan.FromMilliseconds(value));
            }

            _endpoints.Add(new EndpointTiming(method, route, new TimingSummary(histogram, failures, TimeSpan.FromMinutes(1))));
        }

        public IReadOnlyList<EndpointTiming> Read(TimeSpan window)
        {
            Asked.Add(window);
            return _endpoints;
        }
    }

    private sealed class Process : IProcessMetrics
    {
        public ProcessSample Current { get; } = new(12.3456, 78_500_000, 10_250_000, 0.5, 7, 3);
    }

    private sealed class Load : IServerLoad
    {
        public long ActiveConnections => 11;

        public long ActiveStreams => 4;
    }
}
