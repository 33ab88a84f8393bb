using FsCheck.Fluent;
using PrismQ.Application.Runs;
using PrismQ.Domain.Modules;
using PrismQ.Domain.Runs;
using PrismQ.Testing.Runs;

namespace PrismQ.Infrastructure.Tests.Runs.Persistence;

/// <summary>Counts and pages, whatever was added, moved and removed before.</summary>
internal abstract partial class RunRepositoryContract
{
    [Test]
    public async Task GetCounts_WhenNothingMoved_AnswersTheSameInstance(CancellationToken cancellationToken)
    {
        var run = new RunBuilder().Running().Build();
        await Runs.AddAsync(run, cancellationToken);

        var first = await Runs.GetCountsAsync(cancellationToken);
        await Runs.UpdateAsync(run.Report(new RunProgress(1, 2), run.Metrics), cancellationToken);
        var afterProgress = await Runs.GetCountsAsync(cancellationToken);
        await Runs.UpdateAsync(run.Exit(0, Start.AddHours(1)), cancellationToken);
        var afterEnd = await Runs.GetCountsAsync(cancellationToken);

        afterProgress.Should().BeSameAs(first);
        afterEnd.Of(run.ModuleId).Should().Be(new ModuleRunCounts(0, 0, 1, 0, 0, run.CreatedAt));
    }

    [Test]
    public async Task GetCounts_WhenRunsWereAddedMovedAndRemovedAtRandom_EqualsWhatIsThere(CancellationToken cancellationToken)
    {
        var model = new Dictionary<RunId, Run>();
        foreach (var step in Samples(Gen.Choose(0, 9).Two().Select(pair => (Action: pair.Item1, Choice: pair.Item2)), 300))
        {
            await ApplyAsync(step.Action, step.Choice, model, cancellationToken);
        }

        var counts = await Runs.GetCountsAsync(cancellationToken);

        counts.ByModule.Should().BeEquivalentTo(model.Values.GroupBy(run => run.ModuleId).ToDictionary(group => group.Key, Count));
    }

    [Test]
    public async Task List_WhenFiltersCombine_PagesByCursorAreThoseByOffset(CancellationToken cancellationToken)
    {
        var steps = Samples(Gen.Choose(0, 4).Three(), 400);
        await Task.WhenAll(steps.Select(step => Runs.AddAsync(
            new RunBuilder().OfModule($"m{step.Item1 % 3}").CreatedAt(Start.AddSeconds(step.Item2)).In((RunStatus)step.Item3).Build(), cancellationToken)));
        ModuleId?[] modules = [null, new("m0"), new("m2"), new("nobody")];
        RunStatus?[] statuses = [null, .. Enum.GetValues<RunStatus>()];

        foreach (var filter in modules.SelectMany(module => statuses.Select(status => new RunFilter(module, status))))
        {
            await AssertPagesAgreeAsync(filter, limit: 7, cancellationToken);
        }
    }

    private static ModuleRunCounts Count(IEnumerable<Run> runs)
    {
        long Of(RunStatus status) => runs.Count(run => run.Status == status);
        return new ModuleRunCounts(
            Of(RunStatus.Queued), Of(RunStatus.Running), Of(RunStatus.Completed), Of(RunStatus.Failed), Of(RunStatus.Cancelled),
            runs.Max(run => run.CreatedAt));
    }

    /// <summary>Mostly adds, then moves runs on, and now and then removes the oldest; <paramref name="model"/> keeps what must be there.</summary>
    private async Task ApplyAsync(int action, int choice, Dictionary<RunId, Run> model, CancellationToken cancellationToken)
    {
        var unfinished = model.Values.Where(run => !run.Status.IsFinal()).ToList();
        if (action < 5 || unfinished.Count == 0)
        {
            var added = new RunBuilder().OfModule($"m{choice % 3}").CreatedAt(Start.AddSeconds(model.Count)).In((RunStatus)(choice % 5)).Build();
            await Runs.AddAsync(added, cancellationToken);
            model[added.Id] = added;
        }
        else if (action < 9)
        {
            var run = unfinished[choice % unfinished.Count];
            var moved = run.Status is RunStatus.Queued && choice < 5 ? run.Start(Start) : run.Fail(FailureReason.Interrupted, "Gone.", Start.AddMinutes(choice));
            await Runs.UpdateAsync(moved, cancellationToken);
            model[run.Id] = moved;
        }
        else
        {
            var removed = await Runs.RemoveEndedAsync(null, choice * 5, 4, cancellationToken);
            removed.Should().NotContain(id => !model[id].Status.IsFinal());
            removed.ToList().ForEach(id => model.Remove(id));
        }
    }

    private async Task AssertPagesAgreeAsync(RunFilter filter, int limit, CancellationToken cancellationToken)
    {
        var (cursor, offset) = ((RunCursor?)null, 0);
        do
        {
            var byCursor = await Runs.ListAsync(filter, limit, 0, cursor, cancellationToken);
            var byOffset = await Runs.ListAsync(filter, limit, offset, null, cancellationToken);
            byCursor.Runs.Select(run => run.Id).Should().Equal(byOffset.Runs.Select(run => run.Id));
            byCursor.Runs.Should().NotContain(run => (filter.Status ?? run.Status) != run.Status || (filter.ModuleId ?? run.ModuleId) != run.ModuleId);
            (cursor, offset) = (byCursor.Next, offset + byCursor.Runs.Count);
            if (cursor is null)
            {
                byCursor.Total.Should().Be(offset);
            }
        }
        while (cursor is not null);
    }
}
