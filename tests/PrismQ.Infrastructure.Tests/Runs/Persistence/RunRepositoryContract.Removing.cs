using Dapper;
using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;
using PrismQ.Testing.Runs;

namespace PrismQ.Infrastructure.Tests.Runs.Persistence;

/// <summary>What leaves the history, and what it remembers of it.</summary>
internal abstract partial class RunRepositoryContract
{
    [Test]
    public async Task RemoveEnded_WhenAgeAndNumberLimit_RemovesTheOldestEndedInBatches(CancellationToken cancellationToken)
    {
        var runs = Enumerable.Range(0, 10).Select(minute => new RunBuilder().CreatedAt(Start.AddMinutes(minute)).Completed().Build()).ToList();
        var waiting = new RunBuilder().CreatedAt(Start.AddDays(-1)).Build();
        await Task.WhenAll(runs.Append(waiting).Select(run => Runs.AddAsync(run, cancellationToken)));

        var first = await Runs.RemoveEndedAsync(runs[4].CompletedAt, 8, 3, cancellationToken);
        var second = await Runs.RemoveEndedAsync(runs[4].CompletedAt, 8, 3, cancellationToken);
        var byNumber = await Runs.RemoveEndedAsync(null, 5, 100, cancellationToken);
        var left = await Runs.ListAsync(new RunFilter(null, null), 100, 0, null, cancellationToken);

        first.Should().BeEquivalentTo(runs[..3].Select(run => run.Id));
        second.Should().Equal(runs[3].Id);
        byNumber.Should().Equal(runs[4].Id);
        left.Runs.Select(run => run.Id).Should().Equal([.. runs[5..].Select(run => run.Id).Reverse(), waiting.Id]);
    }

    [Test]
    public async Task RemoveEnded_WhenRunsWent_RemembersThemAndNoOther(CancellationToken cancellationToken)
    {
        var (ended, kept) = (await AddEndedAsync(3, cancellationToken), new RunBuilder().Build());
        await Runs.AddAsync(kept, cancellationToken);

        var before = await Runs.ListRemovedAsync(null, 100, cancellationToken);
        var removed = await Runs.RemoveEndedAsync(null, 1, 100, cancellationToken);
        var after = await Runs.ListRemovedAsync(null, 100, cancellationToken);

        before.Should().BeEmpty();
        removed.Should().BeEquivalentTo(ended[..2]);
        after.Should().BeEquivalentTo(removed);
    }

    [Test]
    public async Task RemoveEnded_WhenTheRemovalIsUndone_RemembersNothing(CancellationToken cancellationToken)
    {
        var ended = await AddEndedAsync(1, cancellationToken);
        await using (var connection = await History.OpenAsync())
        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            await connection.ExecuteAsync("DELETE FROM runs", transaction: transaction);
            (await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM removed_runs", transaction: transaction)).Should().Be(1);
            await transaction.RollbackAsync(cancellationToken);
        }

        (await Runs.ListRemovedAsync(null, 100, cancellationToken)).Should().BeEmpty();
        (await Runs.FindAsync(ended[0], cancellationToken)).Should().NotBeNull();
    }

    [Test]
    public async Task ListRemoved_WhenThereAreMoreThanAPage_GoesOnAfterTheLast(CancellationToken cancellationToken)
    {
        var ended = await AddEndedAsync(5, cancellationToken);
        await Runs.RemoveEndedAsync(null, 0, 100, cancellationToken);

        var first = await Runs.ListRemovedAsync(null, 2, cancellationToken);
        var second = await Runs.ListRemovedAsync(first[^1], 2, cancellationToken);
        var last = await Runs.ListRemovedAsync(second[^1], 2, cancellationToken);

        first.Concat(second).Concat(last).Should().Equal(ended.OrderBy(id => id.Value, StringComparer.Ordinal));
    }

    [Test]
    public async Task ForgetRemoved_WhenSomeFoldersAreGone_RemembersTheOthersAlsoInTheNextServer(CancellationToken cancellationToken)
    {
        var ended = await AddEndedAsync(3, cancellationToken);
        await Runs.RemoveEndedAsync(null, 0, 100, cancellationToken);

        await Runs.ForgetRemovedAsync([ended[0], ended[2], new RunId("run_of_no_history")], cancellationToken);

        await using var next = new RunHistory(CreateDatabase());
        (await next.Repository.ListRemovedAsync(null, 100, cancellationToken)).Should().Equal(ended[1]);
    }

    [Test]
    public async Task Open_WhenHistoryIsOfTheVersionBefore_KeepsItAndRemembersFromThenOn(CancellationToken cancellationToken)
    {
        var ended = await AddEndedAsync(2, cancellationToken);
        await using (var connection = await History.OpenAsync())
        {
            await connection.ExecuteAsync(UndoNewestMigration);
            (await connection.ExecuteAsync("DELETE FROM schemaversions WHERE scriptname LIKE '%.0002_%'")).Should().Be(1);
        }

        await using var next = new RunHistory(CreateDatabase());

        (await next.Repository.GetCountsAsync(cancellationToken)).All.Completed.Should().Be(2);
        (await next.Repository.RemoveEndedAsync(null, 1, 100, cancellationToken)).Should().Equal(ended[0]);
        (await next.Repository.ListRemovedAsync(null, 100, cancellationToken)).Should().Equal(ended[0]);
    }

    /// <summary>Ids of ended runs, the oldest first.</summary>
    private async Task<List<RunId>> AddEndedAsync(int count, CancellationToken cancellationToken)
    {
        var runs = Enumerable.Range(0, count).Select(minute => new RunBuilder().CreatedAt(Start.AddMinutes(minute)).Completed().Build()).ToList();
        foreach (var run in runs)
        {
            await Runs.AddAsync(run, cancellationToken);
        }

        return [.. runs.Select(run => run.Id)];
    }
}
