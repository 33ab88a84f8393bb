using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PrismQ.Application.Common;
using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;
using PrismQ.Testing.Common;
using PrismQ.Testing.Runs;

namespace PrismQ.Application.Tests.Runs;

[CancelAfter(60_000)]
public sealed partial class RunRetentionTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Now);
    private readonly FakeRunRepository _runs = new();
    private readonly FakeRunFolders _folders = new();
    private readonly RetentionOptions _options = new() { RetentionDays = 30, RetentionRuns = 0 };
    private readonly LogSpaceOptions _space = new();
    private readonly RecordingLogger<RunRetention> _log = new();
    private readonly RunRetention _retention;

    public RunRetentionTests() => _retention = new RunRetention(
        _runs, _folders, Options.Create(_options), Options.Create(_space), _time, _log);

    public void Dispose() => _retention.Dispose();

    [Test]
    public async Task RemoveDue_WhenRunsAreTooOld_RemovesThemWithTheirFolders(CancellationToken cancellationToken)
    {
        var old = await AddAsync(days: 31);
        var young = await AddAsync(days: 29);

        await _retention.RemoveDueAsync(cancellationToken);

        _folders.Removed.Should().Equal(old.Id);
        (await _runs.FindAsync(old.Id, cancellationToken)).Should().BeNull();
        (await _runs.FindAsync(young.Id, cancellationToken)).Should().NotBeNull();
    }

    [Test]
    public async Task RemoveDue_WhenARunHasNotEnded_KeepsItHoweverOld(CancellationToken cancellationToken)
    {
        var queued = await AddAsync(days: 400, RunStatus.Queued);
        var running = await AddAsync(days: 400, RunStatus.Running);

        await _retention.RemoveDueAsync(cancellationToken);

        _folders.Removed.Should().BeEmpty();
        (await _runs.ListUnfinishedAsync(cancellationToken)).Select(run => run.Id).Should().BeEquivalentTo([queued.Id, running.Id]);
    }

    [Test]
    public async Task RemoveDue_WhenThereAreTooMany_KeepsTheNewest(CancellationToken cancellationToken)
    {
        (_options.RetentionDays, _options.RetentionRuns) = (0, 2);
        var oldest = await AddAsync(days: 4);
        var old = await AddAsync(days: 3);
        var kept = new[] { await AddAsync(days: 2), await AddAsync(days: 1) };

        await _retention.RemoveDueAsync(cancellationToken);

        _folders.Removed.Should().Equal(oldest.Id, old.Id);
        (await AllAsync(cancellationToken)).Should().BeEquivalentTo(kept.Select(run => run.Id));
    }

    [Test]
    public async Task RemoveDue_WhenTheRunsTakeTooMuchSpace_RemovesTheOldestEndedUntilTheRestFits(CancellationToken cancellationToken)
    {
        _space.MaxBytesTotal = 250;
        var running = await AddAsync(days: 9, RunStatus.Running, size: 100);
        var oldest = await AddAsync(days: 4, size: 100);
        var old = await AddAsync(days: 3, size: 100);
        var kept = new[] { await AddAsync(days: 2, size: 100), running };

        await _retention.RemoveDueAsync(cancellationToken);

        _folders.Removed.Should().Equal(oldest.Id, old.Id);
        (await AllAsync(cancellationToken)).Should().BeEquivalentTo(kept.Select(run => run.Id));
    }

    [Test]
    public async Task RemoveDue_WhenOnlyRunsThatGoOnTakeTooMuchSpace_KeepsThem(CancellationToken cancellationToken)
    {
        _space.MaxBytesTotal = 1;
        await AddAsync(days: 1, RunStatus.Running, size: 100);

        await _retention.RemoveDueAsync(cancellationToken);

        _folders.Removed.Should().BeEmpty();
    }

    [TestCase(RunStatus.Completed)]
    [TestCase(RunStatus.Failed)]
    [TestCase(RunStatus.Cancelled)]
    public async Task RemoveDue_WhenTheRunsTakeTooMuchSpace_RemovesTheOldestHoweverItEnded(RunStatus status, CancellationToken cancellationToken)
    {
        _space.MaxBytesTotal = 100;
        var oldest = await AddAsync(days: 2, status, size: 100);
        await AddAsync(days: 1, size: 100);

        await _retention.RemoveDueAsync(cancellationToken);

        _folders.Removed.Should().Equal(oldest.Id);
    }

    [TestCase(200, Description = "they take just what they may")]
    [TestCase(0, Description = "there is no limit")]
    public async Task RemoveDue_WhenTheRunsTakeNoMoreSpaceThanTheyMay_KeepsThem(long limit, CancellationToken cancellationToken)
    {
        _space.MaxBytesTotal = limit;
        await AddAsync(days: 2, size: 100);
        await AddAsync(days: 1, size: 100);

        await _retention.RemoveDueAsync(cancellationToken);

        _folders.Removed.Should().BeEmpty();
        _log.Messages.Should().BeEmpty("an hourly line that says nothing hides those that do");
    }

    [Test]
    public async Task RemoveDue_WhenRunsWereTooOldAndTooLarge_SaysHowManyWentInAll(CancellationToken cancellationToken)
    {
        _space.MaxBytesTotal = 100;
        await AddAsync(days: 32);
        await AddAsync(days: 31);
        await AddAsync(days: 3, size: 100);
        await AddAsync(days: 2, size: 100);
        await AddAsync(days: 1, size: 100);

        await _retention.RemoveDueAsync(cancellationToken);

        _log.Messages.Should().Equal("Retention removed 4 ended runs.");
    }

    [Test]
    public async Task RemoveDue_WhenBothLimitsAreOff_RemovesNothing(CancellationToken cancellationToken)
    {
        (_options.RetentionDays, _options.RetentionRuns) = (0, 0);
        await AddAsync(days: 36_000);

        await _retention.RemoveDueAsync(cancellationToken);

        _folders.Removed.Should().BeEmpty();
        (await AllAsync(cancellationToken)).Should().ContainSingle();
    }

    [Test]
    public async Task RemoveDue_WhenMoreAreDueThanABatchHolds_RemovesThemAll(CancellationToken cancellationToken)
    {
        for (var run = 0; run < 250; run++)
        {
            await AddAsync(days: 60);
        }

        await _retention.RemoveDueAsync(cancellationToken);

        _folders.Removed.Should().HaveCount(250).And.OnlyHaveUniqueItems();
        (await AllAsync(cancellationToken)).Should().BeEmpty();
    }

    /// <param name="size">Bytes of its folder; 0 is none.</param>
    private async Task<Run> AddAsync(int days, RunStatus status = RunStatus.Completed, long size = 0)
    {
        var run = new RunBuilder().CreatedAt(Now.AddDays(-days)).In(status).Build();
        await _runs.AddAsync(run, CancellationToken.None);
        if (size > 0)
        {
            _folders.Existing.Add(run.Id);
            _folders.Sizes[run.Id] = size;
        }

        return run;
    }

    private async Task<IReadOnlyList<RunId>> AllAsync(CancellationToken cancellationToken) =>
        [.. (await _runs.ListAsync(new RunFilter(null, null), 100, 0, null, cancellationToken)).Runs.Select(run => run.Id)];
}
