using System.Text;
using AutoMapper;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PrismQ.Application.Runs;
using PrismQ.Application.Runs.Logs;
using PrismQ.Application.Runs.Orchestration;
using PrismQ.Domain.Runs;
using PrismQ.Testing.Runs;

namespace PrismQ.Infrastructure.Tests.Runs.Logs;

[CancelAfter(60_000)]
internal sealed class FollowRunLogTests
{
    private readonly LogStation _station = new();
    private readonly FakeRunRepository _history = new();
    private readonly ActiveRuns _active = new();
    private readonly RunReader _runs;

    public FollowRunLogTests() => _runs = new RunReader(
        _active,
        new RunQueue(Options.Create(new RunOptions()), new IdleExecutor()),
        _history,
        new MapperConfiguration(configuration => configuration.AddProfile<RunsProfile>(), NullLoggerFactory.Instance).CreateMapper(),
        TimeProvider.System);

    [TearDown]
    public void Close() => _station.Dispose();

    [Test]
    public async Task Follow_WhenTheRunIsUnknown_SaysSo()
    {
        var result = await new FollowRunLogHandler(_runs, _station.Store, _station.Signals)
            .Handle(new FollowRunLogQuery(_station.RunId, 0), CancellationToken.None);

        result.Error.Should().Be(RunErrors.NotFound(_station.RunId));
    }

    [Test]
    public async Task Follow_WhenTheRunEndedLongAgo_ReplaysTheLogAndCompletes(CancellationToken cancellationToken)
    {
        _station.Print("one\ntwo\nthree\n");
        await _station.EndAsync();
        await _history.AddAsync(Build(RunStatus.Failed), cancellationToken);

        (await FollowAsync(0, cancellationToken)).Should().Equal("1 one", "2 two", "3 three", "Failed");
        (await FollowAsync(2, cancellationToken)).Should().Equal("3 three", "Failed");
        _station.Signals.Count.Should().Be(0);
    }

    [Test]
    public async Task Follow_WhenTheReaderLeavesAReplay_HoldsNothing(CancellationToken cancellationToken)
    {
        _station.Print("one\n");
        await _station.EndAsync();
        await _history.AddAsync(Build(RunStatus.Failed), cancellationToken);

        await using (var events = (await OpenAsync(0, cancellationToken)).GetAsyncEnumerator(cancellationToken))
        {
            (await events.MoveNextAsync()).Should().BeTrue();
            events.Current.Page?.Dispose();
        }

        _station.Signals.Count.Should().Be(0);
    }

    [Test]
    public async Task Follow_WhenLinesAreLong_GetsThemInSmallPages(CancellationToken cancellationToken)
    {
        const int length = 60_000;
        _station.Print(string.Concat(Enumerable.Repeat(new string('x', length) + "\n", 200)));
        await _station.EndAsync();
        await _history.AddAsync(Build(RunStatus.Completed), cancellationToken);
        var numbers = new List<long>();

        await foreach (var (page, _) in await OpenAsync(0, cancellationToken))
        {
            using var lines = page;
            numbers.AddRange(lines?.Lines.Select(line => line.Number) ?? []);
            (lines?.Lines.Sum(line => (long)line.Text.Length) ?? 0).Should().BeLessThanOrEqualTo((256 * 1024) + length);
        }

        numbers.Should().Equal(Enumerable.Range(1, 200).Select(number => (long)number));
    }

    [Test]
    public async Task Follow_WhenOpenedWhileTheRunIsQueued_GetsEveryLineAndTheEnd(CancellationToken cancellationToken)
    {
        var queued = Build(RunStatus.Queued);
        var run = _active.Add(queued);
        var following = FollowAsync(0, cancellationToken);

        run.Change(waiting => waiting.Start(DateTimeOffset.UnixEpoch));
        _station.Signals.Pulse(_station.RunId);
        await using (var capture = await _station.CaptureAsync())
        {
            _station.Print("one\n");
            _station.Print("quiet end");
            await capture.CompleteAsync(cancellationToken);
        }

        run.Change(running => running.Exit(0, DateTimeOffset.UnixEpoch));
        _station.Signals.Pulse(_station.RunId);

        (await following).Should().Equal("1 one", "2 quiet end", "Completed");
        _station.Signals.Count.Should().Be(0);
    }

    [Test]
    public async Task Follow_WhenTheReaderLeaves_Ends(CancellationToken cancellationToken)
    {
        _active.Add(Build(RunStatus.Running));
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var following = FollowAsync(0, leaving.Token);

        await leaving.CancelAsync();

        var act = () => following;
        await act.Should().ThrowAsync<OperationCanceledException>();
    }

    [TestCase("yesterday")]
    [TestCase("2026-13-01T00:00:00Z")]
    [TestCase("")]
    public async Task GetLog_WhenSinceIsNoTimestamp_RefusesIt(string since)
    {
        var result = await new GetRunLogHandler(_runs, _station.Store)
            .Handle(new GetRunLogQuery(_station.RunId, 500, since, null), CancellationToken.None);

        result.Error.Should().Be(RunErrors.InvalidTimestamp(since));
    }

    [TestCase("2026-01-31T08:30:00")]
    [TestCase("2026-01-31T08:30:00Z")]
    [TestCase("2026-01-31T09:30:00+01:00")]
    [TestCase("2026-01-31T09:30:00 01:00")]
    [TestCase("2026-01-31 08:30:00.000000")]
    public async Task GetLog_WhenSinceIsGiven_TakesItAsUtcUnlessItSaysOtherwise(string since)
    {
        _station.Time.Shift = new DateTimeOffset(2026, 1, 31, 8, 30, 0, TimeSpan.Zero) - _station.Time.GetUtcNow() - TimeSpan.FromMinutes(1);
        _station.Print("before\n");
        await _station.EndAsync();
        _station.Time.Shift += TimeSpan.FromMinutes(2);
        _station.Print("after\n");
        await _station.EndAsync();
        await _history.AddAsync(Build(RunStatus.Completed), CancellationToken.None);

        var result = await new GetRunLogHandler(_runs, _station.Store)
            .Handle(new GetRunLogQuery(_station.RunId, 500, since, null), CancellationToken.None);

        result.Value.Lines.Select(line => line.Number).Should().Equal(2);
    }

    private Run Build(RunStatus status) => new RunBuilder().WithId(_station.RunId.Value).In(status).Build();

    private async Task<IAsyncEnumerable<RunLogEvent>> OpenAsync(long after, CancellationToken cancellationToken) =>
        (await new FollowRunLogHandler(_runs, _station.Store, _station.Signals)
            .Handle(new FollowRunLogQuery(_station.RunId, after), cancellationToken)).Value;

    private async Task<List<string>> FollowAsync(long after, CancellationToken cancellationToken)
    {
        var seen = new List<string>();
        await foreach (var (page, status) in (await OpenAsync(after, cancellationToken)).WithCancellation(cancellationToken))
        {
            seen.AddRange(page?.Lines.Select(line => $"{line.Number} {Encoding.UTF8.GetString(line.Text.Span)}") ?? [status.ToString() ?? ""]);
            page?.Dispose();
        }

        return seen;
    }

    private sealed class IdleExecutor : IRunExecutor
    {
        public Task RunAsync(ActiveRun run, bool isRecorded) => Task.CompletedTask;

        public Task<Task> ContinueAsync(ActiveRun run, ILaunchedProcess process) => Task.FromResult(Task.CompletedTask);

        public Task ShutDownAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
