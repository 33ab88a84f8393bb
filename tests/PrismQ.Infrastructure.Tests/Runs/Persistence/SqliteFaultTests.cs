using Dapper;
using Microsoft.Data.Sqlite;
using PrismQ.Application.Common;
using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;
using PrismQ.Infrastructure.Common;
using PrismQ.Testing.Runs;

namespace PrismQ.Infrastructure.Tests.Runs.Persistence;

/// <summary>What befalls the history's file: a clear answer each time, nothing acknowledged lost, and service again when the cause is gone.</summary>
[CancelAfter(60_000)]
internal sealed class SqliteFaultTests
{
    [Test]
    public async Task Add_WhenAnotherProgramLocksTheFile_IsUnavailableUntilItLetsGo(CancellationToken cancellationToken)
    {
        using var folder = new SqliteFolder();
        await using var history = new RunHistory(folder.Database());
        await using var other = new SqliteConnection($"Data Source={folder.File};Pooling=False");
        await other.OpenAsync(cancellationToken);
        await other.ExecuteAsync("BEGIN IMMEDIATE");

        var whileLocked = () => history.Repository.AddAsync(new RunBuilder().Build(), cancellationToken);

        (await whileLocked.Should().ThrowAsync<StorageUnavailableException>()).WithMessage("*locked by another program*");
        history.Trouble.Problems.Should().ContainSingle();
        await other.ExecuteAsync("ROLLBACK");
        await history.Repository.AddAsync(new RunBuilder().Build(), cancellationToken);
        history.Trouble.Problems.Should().BeEmpty();
        (await history.Repository.ListUnfinishedAsync(cancellationToken)).Should().ContainSingle();
    }

    [Test]
    public async Task Add_WhenTheDiskIsFull_IsUnavailableUntilThereIsRoomAndLosesNothingAcknowledged(CancellationToken cancellationToken)
    {
        await using var disk = await SmallDisk.MountAsync(2048);
        var ballast = Path.Combine(disk.Path, "ballast");
        await File.WriteAllBytesAsync(ballast, new byte[1024 * 1024], cancellationToken);
        await using var history = new RunHistory(new SqliteFolder(disk.Path).Database());
        var acknowledged = new List<RunId>();

        var fill = async () =>
        {
            while (true)
            {
                var run = new RunBuilder().WithParameter("text", new string('x', 20_000)).Build();
                await history.Repository.AddAsync(run, cancellationToken);
                acknowledged.Add(run.Id);
            }
        };

        (await fill.Should().ThrowAsync<StorageUnavailableException>()).WithMessage("*disk is full*").Which.Message.Should().NotContain(disk.Path);
        history.Trouble.Problems.Should().ContainSingle();
        File.Delete(ballast);
        var next = new RunBuilder().Build();
        await history.Repository.AddAsync(next, cancellationToken);
        var stored = await history.Repository.ListUnfinishedAsync(cancellationToken);
        acknowledged.Should().NotBeEmpty();
        stored.Select(run => run.Id).Should().BeEquivalentTo([.. acknowledged, next.Id]);
        (await history.Repository.GetCountsAsync(cancellationToken)).All.Total.Should().Be(stored.Count);
    }

    [Test]
    public async Task Add_WhenTheHistoryTurnsReadOnly_IsUnavailableUntilItIsWritableAndGoesOnReading(CancellationToken cancellationToken)
    {
        using var folder = new SqliteFolder();
        var database = new SwitchableDatabase(folder.Database());
        await using var history = new RunHistory(database);
        var before = new RunBuilder().Build();
        await history.Repository.AddAsync(before, cancellationToken);

        await database.SetReadOnlyAsync(true);
        var whileReadOnly = () => history.Repository.AddAsync(new RunBuilder().Build(), cancellationToken);

        (await whileReadOnly.Should().ThrowAsync<StorageUnavailableException>()).WithMessage("*read-only*");
        history.Trouble.Problems.Should().ContainSingle();
        (await history.Repository.FindAsync(before.Id, cancellationToken)).Should().NotBeNull();
        await database.SetReadOnlyAsync(false);
        var after = new RunBuilder().Build();
        await history.Repository.AddAsync(after, cancellationToken);
        history.Trouble.Problems.Should().BeEmpty();
        (await history.Repository.ListUnfinishedAsync(cancellationToken)).Select(run => run.Id).Should().BeEquivalentTo([before.Id, after.Id]);
    }

    [Test]
    public async Task Add_WhenTheConnectionBrokeBetweenTwoWrites_IsWrittenByAnother(CancellationToken cancellationToken)
    {
        using var folder = new SqliteFolder();
        var database = new SwitchableDatabase(folder.Database());
        await using var history = new RunHistory(database);
        await history.Repository.AddAsync(new RunBuilder().Build(), cancellationToken);

        await database.BreakWriterAsync();
        await history.Repository.AddAsync(new RunBuilder().Build(), cancellationToken);

        (await history.Repository.ListUnfinishedAsync(cancellationToken)).Should().HaveCount(2);
    }

    [Test]
    public async Task Read_WhenTheHistoryIsBack_IsInOrderAgainWithoutAWrite(CancellationToken cancellationToken)
    {
        using var folder = new SqliteFolder();
        var database = new SwitchableDatabase(folder.Database());
        await using var history = new RunHistory(database);
        database.ReadFault = new FileNotFoundException();
        var list = () => history.Repository.ListUnfinishedAsync(cancellationToken);
        await list.Should().ThrowAsync<StorageUnavailableException>();
        history.Trouble.Problems.Should().ContainSingle();

        database.ReadFault = null;
        await list();

        history.Trouble.Problems.Should().BeEmpty();
    }

    [Test]
    public async Task Read_WhileWritesFail_DoesNotHideThem(CancellationToken cancellationToken)
    {
        using var folder = new SqliteFolder();
        var database = new SwitchableDatabase(folder.Database());
        await using var history = new RunHistory(database);
        await history.Repository.AddAsync(new RunBuilder().Build(), cancellationToken);
        await database.SetReadOnlyAsync(true);
        var add = () => history.Repository.AddAsync(new RunBuilder().Build(), cancellationToken);
        await add.Should().ThrowAsync<StorageUnavailableException>();

        await history.Repository.ListUnfinishedAsync(cancellationToken);

        history.Trouble.Problems.Should().ContainSingle().Which.Should().Contain("read-only");
    }

    [Test]
    public async Task Open_WhenTheDiskIsReadOnly_RefusesWithOneLine()
    {
        await using var disk = await SmallDisk.MountAsync(4096);
        await using (var history = new RunHistory(new SqliteFolder(disk.Path).Database()))
        {
            await history.Repository.AddAsync(new RunBuilder().Build(), CancellationToken.None);
        }

        await disk.MakeReadOnlyAsync();
        await using var database = new SqliteFolder(disk.Path).Database();
        var open = database.Migrate;

        open.Should().Throw<StartupException>().Which.Message.Should().Contain("The run history").And.NotContain("\n");
    }

    [Test]
    public async Task Open_WhenTheFileIsNoDatabase_RefusesWithOneLineAndLeavesIt()
    {
        using var folder = new SqliteFolder();
        var bytes = Enumerable.Repeat((byte)'?', 8192).ToArray();
        await File.WriteAllBytesAsync(folder.File, bytes);

        await using var database = folder.Database();
        var open = database.Migrate;

        open.Should().Throw<StartupException>().WithMessage("*damaged*restore*").Which.Message.Should().NotContain("\n");
        (await File.ReadAllBytesAsync(folder.File)).Should().Equal(bytes);
    }

    [Test]
    public async Task Open_WhenTheFirstTableIsDamaged_RefusesWithOneLine()
    {
        using var folder = new SqliteFolder();
        await using (var history = new RunHistory(folder.Database()))
        {
            await history.Repository.AddAsync(new RunBuilder().Build(), CancellationToken.None);
        }

        await OverwriteFromAsync(folder.File, 4096);
        await using var database = folder.Database();
        var open = database.Migrate;

        open.Should().Throw<StartupException>().WithMessage("*damaged*");
    }

    [Test]
    public async Task List_WhenTheFileIsDamagedMeanwhile_IsUnavailable(CancellationToken cancellationToken)
    {
        using var folder = new SqliteFolder();
        await using (var earlier = new RunHistory(folder.Database()))
        {
            await earlier.Repository.AddAsync(new RunBuilder().Build(), cancellationToken);
        }

        await using var history = new RunHistory(folder.Database());
        await OverwriteFromAsync(folder.File, 4096);
        var list = () => history.Repository.ListAsync(new RunFilter(null, null), 10, 0, null, cancellationToken);

        (await list.Should().ThrowAsync<StorageUnavailableException>()).WithMessage("*damaged*");
        history.Trouble.Problems.Should().ContainSingle();
    }

    private static async Task OverwriteFromAsync(string file, long position)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        stream.Position = position;
        await stream.WriteAsync(Enumerable.Repeat((byte)0xA5, (int)(stream.Length - position)).ToArray());
    }
}
