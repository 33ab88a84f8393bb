using PrismQ.Application.Common;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Tests.Runs;

/// <summary>Which folders go, and when: what happens between a run and its folder, and around a round that fails.</summary>
public sealed partial class RunRetentionTests
{
    [TestCase(typeof(StorageUnavailableException))]
    [TestCase(typeof(IOException), Description = "nobody foresaw it")]
    public async Task RemoveDue_WhenAFolderCannotBeRemoved_RemovesTheOthersAndTriesItAgain(Type fault, CancellationToken cancellationToken)
    {
        var stuck = await AddAsync(days: 50);
        var free = await AddAsync(days: 40);
        _folders.Stuck[stuck.Id] = (Exception?)Activator.CreateInstance(fault, "The folder cannot be removed.") ?? new IOException();

        await _retention.RemoveDueAsync(cancellationToken);
        _folders.Removed.Should().Equal(free.Id);
        (await RememberedAsync(cancellationToken)).Should().Equal(stuck.Id);
        _log.Messages.Should().ContainSingle(message => message.StartsWith($"The folder of removed run {stuck.Id} could not be removed"));

        _folders.Stuck.Clear();
        await _retention.RemoveDueAsync(cancellationToken);
        _folders.Removed.Should().Equal(free.Id, stuck.Id);
        (await RememberedAsync(cancellationToken)).Should().BeEmpty();
    }

    [Test]
    public async Task RemoveDue_WhenMoreFoldersAreStuckThanABatchHolds_TriesEachOnceARoundAndRemovesTheOthers(CancellationToken cancellationToken)
    {
        for (var run = 0; run < 250; run++)
        {
            var stuck = await AddAsync(days: 60);
            _folders.Stuck[stuck.Id] = new StorageUnavailableException("The folder cannot be removed.");
        }

        await _retention.RemoveDueAsync(cancellationToken);
        var remembered = await RememberedAsync(cancellationToken);
        _folders.Stuck.Remove(remembered[^1]);
        await _retention.RemoveDueAsync(cancellationToken);

        _folders.Removed.Should().Equal(remembered[^1]);
        (await RememberedAsync(cancellationToken)).Should().Equal(remembered.SkipLast(1));
        _log.Messages.Should().HaveCount(250 + 1 + 249);
    }

    [Test]
    public async Task RemoveDue_WhenAllFoldersAreGone_RemembersNoRun(CancellationToken cancellationToken)
    {
        _space.MaxBytesTotal = 100;
        await AddAsync(days: 31);
        await AddAsync(days: 2, size: 100);
        await AddAsync(days: 1, size: 100);

        await _retention.RemoveDueAsync(cancellationToken);

        _folders.Removed.Should().HaveCount(2);
        (await RememberedAsync(cancellationToken)).Should().BeEmpty();
    }

    [Test]
    public async Task RemoveDue_WhenTheHistoryDoesNotKnowAFolder_KeepsItAndTheRunsBesideIt(CancellationToken cancellationToken)
    {
        _space.MaxBytesTotal = 100;
        var unknown = new RunId("run_20250101_000000_restored_00000001");
        _folders.Existing.Add(unknown);
        _folders.Sizes[unknown] = 1_000;
        var known = await AddAsync(days: 1, size: 100);

        await _retention.RemoveDueAsync(cancellationToken);

        _folders.Removed.Should().BeEmpty();
        _folders.Existing.Should().Equal(unknown, known.Id);
        (await AllAsync(cancellationToken)).Should().Equal(known.Id);
    }

    [Test]
    public async Task Start_WhenTheHistoryDoesNotKnowAFolder_KeepsIt(CancellationToken cancellationToken)
    {
        var unknown = new RunId("run_20250101_000000_restored_00000001");
        _folders.Existing.Add(unknown);
        var old = await AddAsync(days: 31, size: 100);

        await _retention.StartAsync(cancellationToken);
        var removed = await _folders.NextRemovalAsync();

        await _retention.StopAsync(cancellationToken);
        removed.Should().Be(old.Id);
        _folders.Existing.Should().Equal(unknown);
    }

    [Test]
    public async Task Start_WhenAnEarlierServerEndedBetweenTheRunAndItsFolder_RemovesTheFolder(CancellationToken cancellationToken)
    {
        var half = await AddAsync(days: 31, size: 100);
        await _runs.RemoveEndedAsync(null, keep: 0, batchSize: 1, cancellationToken);

        await _retention.StartAsync(cancellationToken);
        var removed = await _folders.NextRemovalAsync();

        await _retention.StopAsync(cancellationToken);
        removed.Should().Be(half.Id);
        _folders.Existing.Should().BeEmpty();
    }

    [Test]
    public async Task Start_WhenARoundFailsInAWayThatNobodyForesaw_GoesOnWithTheNext(CancellationToken cancellationToken)
    {
        _space.MaxBytesTotal = 100;
        var listed = _folders.FailNextListingAsync(new IOException("The disk answers with an error."));
        await _retention.StartAsync(cancellationToken);
        await listed;

        var old = await AddAsync(days: 31);
        _time.Advance(TimeSpan.FromHours(1));
        var removed = await _folders.NextRemovalAsync();

        _retention.ExecuteTask?.IsFaulted.Should().BeFalse();
        await _retention.StopAsync(cancellationToken);
        removed.Should().Be(old.Id);
        _log.Messages.Should().Contain("Retention could not do its round; it is tried again in an hour.");
    }

    [Test]
    public async Task Start_WhenTheHistoryIsUnavailable_TriesAgainInAnHour(CancellationToken cancellationToken)
    {
        var old = await AddAsync(days: 31);
        _runs.Fault = "The run history is locked by another program.";
        var refused = _runs.NextRefusalAsync();
        await _retention.StartAsync(cancellationToken);
        await refused;

        _runs.Fault = null;
        _time.Advance(TimeSpan.FromHours(1));
        var removed = await _folders.NextRemovalAsync();

        await _retention.StopAsync(cancellationToken);
        removed.Should().Be(old.Id);
    }

    /// <summary>Removed runs whose folder may still be there.</summary>
    private Task<IReadOnlyList<RunId>> RememberedAsync(CancellationToken cancellationToken) => _runs.ListRemovedAsync(null, 1000, cancellationToken);
}
