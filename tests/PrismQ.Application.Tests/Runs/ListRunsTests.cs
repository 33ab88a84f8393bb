using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;
using PrismQ.Testing.Runs;

namespace PrismQ.Application.Tests.Runs;

[CancelAfter(60_000)]
public sealed class ListRunsTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 31, 8, 0, 0, TimeSpan.Zero);
    private static readonly ListRunsQuery All = new(null, null, 50, 0, null);

    private readonly Run[] _runs =
    [
        .. Enumerable.Range(0, 5).Select(number =>
            new RunBuilder().OfModule(number % 2 == 0 ? "even" : "odd").CreatedAt(At.AddMinutes(number)).In(number < 3 ? RunStatus.Completed : RunStatus.Failed).Build()),
    ];

    [Test]
    public async Task List_ByCursor_ShowsEveryRunOnceNewestFirst()
    {
        await using var orchestra = await WithRunsAsync();
        var (seen, cursor) = (new List<string>(), (string?)null);
        do
        {
            var page = await orchestra.SendAsync(All with { Limit = 2, Cursor = cursor });
            page.Total.Should().Be(5);
            seen.AddRange(page.Runs.Select(run => run.RunId));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        seen.Should().Equal(_runs.Reverse().Select(run => run.Id.Value));
    }

    [TestCase(null, null, 0, 5, 5)]
    [TestCase("even", null, 0, 3, 3)]
    [TestCase("even", "completed", 0, 2, 2)]
    [TestCase(null, "failed", 0, 2, 2)]
    [TestCase(null, "running", 0, 0, 0)]
    [TestCase("none", null, 0, 0, 0)]
    [TestCase(null, null, 4, 1, 5)]
    public async Task List_WhenFiltered_CombinesTheFilters(string? module, string? status, int offset, int shown, int total)
    {
        await using var orchestra = await WithRunsAsync();

        var page = await orchestra.SendAsync(new ListRunsQuery(module, status, 50, offset, null));

        (page.Runs.Count, page.Total, page.Limit, page.Offset, page.NextCursor).Should().Be((shown, total, 50, offset, null));
    }

    [TestCase(0, 0, null, null, "limit", "limit must be from 1 to 100")]
    [TestCase(101, 0, null, null, "limit", "limit must be from 1 to 100")]
    [TestCase(1, -1, null, null, "offset", "offset must be 0 or more")]
    [TestCase(1, 0, "Completed", null, "status", "status must be one of: queued, running, completed, failed, cancelled")]
    [TestCase(1, 0, null, "bogus", "cursor", "cursor must be the next_cursor of an earlier answer")]
    public async Task List_WhenAFieldIsWrong_NamesIt(int limit, int offset, string? status, string? cursor, string field, string message)
    {
        await using var orchestra = new Orchestra();

        var refused = await orchestra.TrySendAsync(new ListRunsQuery(null, status, limit, offset, cursor));

        (refused.Error?.Fields).Should().ContainSingle().Which.Key.Should().Be(field);
        (refused.Error?.Fields?[field]).Should().Equal(message);
        (refused.Error?.Message).Should().Be(message);
    }

    [Test]
    public async Task List_WhenNothingChanged_AnswersTheSameInstanceUntilARunIsAdded()
    {
        await using var orchestra = await WithRunsAsync();

        var first = await orchestra.SendAsync(All);
        var second = await orchestra.SendAsync(All);
        await orchestra.History.AddAsync(new RunBuilder().Completed().Build(), CancellationToken.None);
        var third = await orchestra.SendAsync(All);

        second.Should().BeSameAs(first);
        third.Total.Should().Be(6);
    }

    [Test]
    public async Task List_WhileARunGoesOn_IsMadeAnewEachTime()
    {
        await using var orchestra = await WithRunsAsync();
        await orchestra.History.AddAsync(new RunBuilder().CreatedAt(At.AddSeconds(-1)).Running().Build(), CancellationToken.None);

        var before = await orchestra.SendAsync(All);
        orchestra.Time.Advance(TimeSpan.FromSeconds(2.5));
        var after = await orchestra.SendAsync(All);

        (after.Runs[^1].DurationSeconds - before.Runs[^1].DurationSeconds).Should().Be(2.5);
    }

    private async Task<Orchestra> WithRunsAsync()
    {
        var orchestra = new Orchestra();
        foreach (var run in _runs)
        {
            await orchestra.History.AddAsync(run, CancellationToken.None);
        }

        return orchestra;
    }
}
