using System.Text.Json;
using Dapper;
using FsCheck;
using FsCheck.Fluent;
using PrismQ.Application.Common;
using PrismQ.Application.Runs;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;
using PrismQ.Domain.Runs;
using PrismQ.Infrastructure.Runs.Persistence;
using PrismQ.Testing.Runs;

namespace PrismQ.Infrastructure.Tests.Runs.Persistence;

/// <summary>What every database that holds the history must do; one fixture a provider runs it.</summary>
[CancelAfter(60_000)]
internal abstract partial class RunRepositoryContract
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 8, 30, 0, TimeSpan.Zero);

    private RunHistory? _history;

    protected RunHistory History => _history ?? throw new InvalidOperationException("The history is open during a test only.");

    private IRunRepository Runs => History.Repository;

    [SetUp]
    public virtual Task OpenHistoryAsync()
    {
        _history = new RunHistory(CreateDatabase());
        return Task.CompletedTask;
    }

    [TearDown]
    public async Task CloseHistoryAsync()
    {
        if (_history is not null)
        {
            await _history.DisposeAsync();
        }

        RemoveDatabase();
    }

    protected abstract RunDatabase CreateDatabase();

    protected abstract void RemoveDatabase();

    /// <summary>Takes from a history what the newest migration made, as if an earlier version had written it.</summary>
    protected abstract string UndoNewestMigration { get; }

    [TestCase(RunStatus.Queued)]
    [TestCase(RunStatus.Running)]
    [TestCase(RunStatus.Completed)]
    [TestCase(RunStatus.Failed)]
    [TestCase(RunStatus.Cancelled)]
    public async Task Find_WhenRunWasAdded_RestoresAllOfIt(RunStatus status, CancellationToken cancellationToken)
    {
        var run = new RunBuilder().CreatedAt(Start.AddMicroseconds(123_457)).WithParameter("lines", 12.50m).WithParameter("grüße", "ä\0☕").In(status).Build();

        await Runs.AddAsync(run, cancellationToken);
        var found = await Runs.FindAsync(run.Id, cancellationToken);

        AssertSame(found, run);
    }

    [Test]
    public async Task Find_WhenRunReportedProgressAndFailed_RestoresWhatItSaid(CancellationToken cancellationToken)
    {
        var queued = new RunBuilder().CreatedAt(Start).Build();
        var failed = queued.Start(Start.AddSeconds(1)).Attach(new ProcessIdentity(42, long.MaxValue))
            .Report(new RunProgress(3, 7), new Dictionary<string, double> { ["rate"] = 0.1, ["odd"] = double.NaN })
            .Fail(FailureReason.TimedOut, "It took longer than 5 s.", Start.AddSeconds(6), 137, "cgroup");

        await Runs.AddAsync(queued, cancellationToken);
        await Runs.UpdateAsync(failed, cancellationToken);
        var found = await Runs.FindAsync(queued.Id, cancellationToken);

        AssertSame(found, failed);
    }

    [Test]
    public async Task Find_WhenRunIsUnknown_FindsNone(CancellationToken cancellationToken)
    {
        var found = await Runs.FindAsync(new RunId("run_20260131_083000_nobody_00000000"), cancellationToken);

        found.Should().BeNull();
    }

    [Test]
    public async Task Find_WhenRunHasEnded_AnswersTheSameInstance(CancellationToken cancellationToken)
    {
        var run = new RunBuilder().Completed().Build();
        await Runs.AddAsync(run, cancellationToken);

        var first = await Runs.FindAsync(run.Id, cancellationToken);
        var second = await Runs.FindAsync(run.Id, cancellationToken);
        var page = await Runs.ListAsync(new RunFilter(null, null), 10, 0, null, cancellationToken);

        second.Should().BeSameAs(first);
        page.Runs.Should().ContainSingle().Which.Should().BeSameAs(first);
    }

    [Test]
    public async Task Find_WhenEndedRunWasReadAndRemoved_FindsNone(CancellationToken cancellationToken)
    {
        var run = new RunBuilder().Completed().Build();
        await Runs.AddAsync(run, cancellationToken);
        await Runs.FindAsync(run.Id, cancellationToken);

        await Runs.RemoveEndedAsync(null, 0, 10, cancellationToken);
        var found = await Runs.FindAsync(run.Id, cancellationToken);

        found.Should().BeNull();
    }

    [Test]
    public async Task Add_WhenRunHasSecrets_StoresThemEncrypted(CancellationToken cancellationToken)
    {
        var run = new RunBuilder().WithParameter("user", "ada").WithSecret("password", "tea at five").Build();
        await Runs.AddAsync(run, cancellationToken);

        await using var connection = await History.OpenAsync();
        var stored = await connection.QuerySingleAsync<string>("SELECT parameters FROM runs");
        var found = await Runs.FindAsync(run.Id, cancellationToken);

        stored.Should().NotContain("tea at five").And.Contain("ada");
        AssertSame(found, run);
    }

    [Test]
    public async Task Find_WhenKeysOfSecretsAreLost_ShowsTheMaskAndSaysSoUntilTheyAreBack(CancellationToken cancellationToken)
    {
        var run = new RunBuilder().WithParameter("user", "ada").WithSecret("password", "tea at five").Cancelled().Build();
        await Runs.AddAsync(run, cancellationToken);

        History.Protector.KeysLost = true;
        var found = await Runs.FindAsync(run.Id, cancellationToken);

        (Json(found?.Parameters), found?.SecretsAreLost).Should().Be(($$"""{"user":"ada","password":"{{ParameterValues.Mask}}"}""", true));
        History.Protector.KeysLost = false;
        AssertSame(await Runs.FindAsync(run.Id, cancellationToken), run);
    }

    [Test]
    public async Task Add_WhenIdIsThere_ThrowsAndKeepsTheFirst(CancellationToken cancellationToken)
    {
        var first = new RunBuilder().WithId("run_1").OfModule("first").Build();
        await Runs.AddAsync(first, cancellationToken);

        var again = () => Runs.AddAsync(new RunBuilder().WithId("run_1").OfModule("second").Build(), cancellationToken);

        await again.Should().ThrowAsync<InvalidOperationException>();
        AssertSame(await Runs.FindAsync(first.Id, cancellationToken), first);
        (await Runs.GetCountsAsync(cancellationToken)).All.Total.Should().Be(1);
    }

    [Test]
    public async Task Update_WhenRunIsUnknown_Throws(CancellationToken cancellationToken)
    {
        var update = () => Runs.UpdateAsync(new RunBuilder().Running().Build(), cancellationToken);

        await update.Should().ThrowAsync<InvalidOperationException>();
    }

    [Test]
    public async Task Add_WhenManyWriteAtOnce_GroupsThemAndTellsEachItsOwnOutcome(CancellationToken cancellationToken)
    {
        var runs = Enumerable.Range(0, 200).Select(number => new RunBuilder().WithId($"run_{number / 2:d3}").Build()).ToList();
        var before = Runs.Version;

        var outcomes = await Task.WhenAll(runs.Select(run => SucceedsAsync(Runs.AddAsync(run, cancellationToken))));
        var stored = await Runs.ListUnfinishedAsync(cancellationToken);

        outcomes.Count(succeeded => succeeded).Should().Be(100);
        stored.Should().HaveCount(100);
        (Runs.Version - before).Should().BeLessThan(200);
    }

    [Test]
    public async Task Write_WhenOneStatementFails_CommitsItsNeighbours(CancellationToken cancellationToken)
    {
        using var gate = new SemaphoreSlim(0);
        var held = History.Writer.WriteAsync(
            async session =>
            {
                await gate.WaitAsync(cancellationToken);
                return await session.ReadAsync<long>("SELECT 1");
            },
            committed: null,
            cancellationToken);
        var good = new RunBuilder().Build();
        var before = Runs.AddAsync(good, cancellationToken);
        var bad = History.Writer.WriteAsync(
            session => session.ExecuteAsync("UPDATE runs SET status = 'lost' WHERE run_id = @Id", new { Id = good.Id.Value }), null, cancellationToken);
        var after = Runs.AddAsync(new RunBuilder().Build(), cancellationToken);

        gate.Release();
        var outcomes = await Task.WhenAll(SucceedsAsync(held), SucceedsAsync(before), SucceedsAsync(bad), SucceedsAsync(after));

        outcomes.Should().Equal(true, true, false, true);
        (await Runs.GetCountsAsync(cancellationToken)).All.Queued.Should().Be(2);
        Runs.Version.Should().BeLessThanOrEqualTo(2);
    }

    [Test]
    public async Task Add_WhenCallerCancelsWhileItWaits_IsCommittedAllTheSame(CancellationToken cancellationToken)
    {
        using var gate = new SemaphoreSlim(0);
        using var caller = new CancellationTokenSource();
        var run = new RunBuilder().Build();
        var held = History.Writer.WriteAsync(
            async session =>
            {
                await gate.WaitAsync(cancellationToken);
                return await session.ReadAsync<long>("SELECT 1");
            },
            committed: null,
            cancellationToken);
        var add = Runs.AddAsync(run, caller.Token);

        await caller.CancelAsync();
        var cancelled = await SucceedsAsync(add);
        gate.Release();
        await held;
        await Runs.AddAsync(new RunBuilder().Build(), cancellationToken);

        cancelled.Should().BeFalse();
        (await Runs.FindAsync(run.Id, cancellationToken)).Should().NotBeNull();
    }

    [Test]
    public async Task ListUnfinished_WhenSomeHaveEnded_AnswersTheOthersOldestFirst(CancellationToken cancellationToken)
    {
        foreach (var (status, minute) in new[] { (RunStatus.Queued, 3), (RunStatus.Completed, 1), (RunStatus.Running, 2), (RunStatus.Failed, 0) })
        {
            await Runs.AddAsync(new RunBuilder().CreatedAt(Start.AddMinutes(minute)).In(status).Build(), cancellationToken);
        }

        var unfinished = await Runs.ListUnfinishedAsync(cancellationToken);

        unfinished.Select(run => run.Status).Should().Equal(RunStatus.Running, RunStatus.Queued);
    }

    [Test]
    public async Task Open_WhenHistoryIsThere_KeepsIt(CancellationToken cancellationToken)
    {
        var run = new RunBuilder().Completed().Build();
        await Runs.AddAsync(run, cancellationToken);

        await using var next = new RunHistory(CreateDatabase());

        AssertSame(await next.Repository.FindAsync(run.Id, cancellationToken), run);
    }

    [Test]
    public async Task Open_WhenHistoryIsOfANewerVersion_RefusesWithOneLine()
    {
        await using (var connection = await History.OpenAsync())
        {
            await connection.ExecuteAsync("INSERT INTO schemaversions (scriptname, applied) VALUES ('PrismQ.9999_later.sql', '2030-01-01')");
        }

        await using var database = CreateDatabase();
        var open = database.Migrate;

        open.Should().Throw<StartupException>().WithMessage("*newer version*").Which.Message.Should().NotContain("\n");
    }

    protected static async Task<bool> SucceedsAsync(Task task)
    {
        await ((Task)task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return task.IsCompletedSuccessfully;
    }

    private static IReadOnlyList<T> Samples<T>(Gen<T> gen, int count) => [.. gen.Sample(count)];

    private static void AssertSame(Run? found, Run expected)
    {
        found.Should().BeEquivalentTo(expected, options => options.ComparingByMembers<Run>().Excluding(run => run.Parameters));
        Json(found?.Parameters).Should().Be(Json(expected.Parameters));
    }

    private static string Json(ParameterValues? values) => JsonSerializer.Serialize<IReadOnlyDictionary<string, JsonElement>?>(values);
}
