using System.Diagnostics;
using System.Runtime.Versioning;
using PrismQ.Application.Common;
using PrismQ.Domain.Runs;
using PrismQ.Infrastructure.Tests.Runs.Logs;

namespace PrismQ.Infrastructure.Tests.Runs;

[CancelAfter(60_000)]
internal sealed class RunFoldersTests
{
    private readonly LogStation _station = new();
    private readonly string _results;

    public RunFoldersTests() => _results = _station.Folders.Create(_station.RunId).Results;

    [TearDown]
    public void Close() => _station.Dispose();

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has no file modes.")]
    [UnsupportedOSPlatform("windows")]
    public void Create_WhenDone_LetsOnlyTheServicesUserIn()
    {
        const UnixFileMode others = (UnixFileMode)0b000_111_111;

        (File.GetUnixFileMode(_station.Folder.Path) & others).Should().Be(UnixFileMode.None);
        (File.GetUnixFileMode(_station.Folder.Stdout) & others).Should().Be(UnixFileMode.None);
        (File.GetUnixFileMode(_station.Folder.Stderr) & others).Should().Be(UnixFileMode.None);
    }

    [Test]
    public void NoteCancel_WhenSetAndTakenBack_IsToldToTheNextServer()
    {
        _station.Folders.IsCancelNoted(_station.RunId).Should().BeFalse();
        _station.Folders.NoteCancel(_station.RunId, isUnderWay: true);
        _station.Folders.IsCancelNoted(_station.RunId).Should().BeTrue();
        _station.Folders.NoteCancel(_station.RunId, isUnderWay: false);
        _station.Folders.IsCancelNoted(_station.RunId).Should().BeFalse();
    }

    [Test]
    public void ListResults_WhenTheScriptWroteFiles_NamesThemByPath()
    {
        Write("b.txt", "12345");
        Write("sub/deep/a.csv", "1");

        var files = _station.Folders.ListResults(_station.RunId);

        files.Select(file => (file.Path, file.SizeBytes)).Should().Equal(("b.txt", 5), ("sub/deep/a.csv", 1));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Links need a privilege there.")]
    public void Results_WhenThereAreLinks_NeverFollowThem()
    {
        Write("real.txt", "real");
        File.CreateSymbolicLink(Path.Combine(_results, "link.txt"), _station.Folder.Stdout);
        Directory.CreateSymbolicLink(Path.Combine(_results, "out"), _station.Folder.Path);

        _station.Folders.ListResults(_station.RunId).Select(file => file.Path).Should().Equal("real.txt");
        _station.Folders.OpenResult(_station.RunId, "link.txt").Should().BeNull();
        _station.Folders.OpenResult(_station.RunId, "out/stdout.log").Should().BeNull();
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Links need a privilege there.")]
    public void Results_WhenTheirFolderIsALink_DoNotLeaveIt()
    {
        Directory.Delete(_results);
        Directory.CreateSymbolicLink(_results, _station.Folder.Path);

        _station.Folders.ListResults(_station.RunId).Should().BeEmpty();
        _station.Folders.OpenResult(_station.RunId, "stdout.log").Should().BeNull();
    }

    [Test]
    [Platform("Linux", Reason = "Pipes are told from files on Linux only.")]
    public void Results_WhenThereIsAPipe_DoNotWaitForIt()
    {
        using var mkfifo = Process.Start("mkfifo", Path.Combine(_results, "pipe"));
        mkfifo.WaitForExit();

        _station.Folders.ListResults(_station.RunId).Should().BeEmpty();
        _station.Folders.OpenResult(_station.RunId, "pipe").Should().BeNull();
    }

    [TestCase("../stdout.log")]
    [TestCase("sub/../../stdout.log")]
    [TestCase("/etc/hostname")]
    [TestCase("./b.txt")]
    [TestCase("sub//b.txt")]
    [TestCase("sub")]
    [TestCase("")]
    [TestCase("b.txt\0")]
    [TestCase("none.txt")]
    public void OpenResult_WhenThePathIsNoResult_AnswersNone(string path)
    {
        Write("b.txt", "1");
        Write("sub/b.txt", "1");

        _station.Folders.OpenResult(_station.RunId, path).Should().BeNull();
    }

    [Test]
    public async Task OpenResult_WhenTheFileIsThere_ReadsIt()
    {
        Write("sub/b.txt", "12345");

        await using var file = _station.Folders.OpenResult(_station.RunId, "sub/b.txt")?.Content ?? Stream.Null;

        using var reader = new StreamReader(file);
        (await reader.ReadToEndAsync()).Should().Be("12345");
    }

    [TestCase("../x")]
    [TestCase("a/b")]
    [TestCase("")]
    public void Of_WhenTheIdIsNoName_Refuses(string id)
    {
        var act = () => _station.Folders.Of(new RunId(id));

        act.Should().Throw<ArgumentException>();
    }

    [Test]
    public void Remove_WhenDone_LeavesNothingAndMayBeRepeated()
    {
        Write("b.txt", "1");

        _station.Folders.Remove(_station.RunId);
        _station.Folders.Remove(_station.RunId);

        Directory.Exists(_station.Folder.Path).Should().BeFalse();
        _station.Folders.ListAll().Should().BeEmpty();
    }

    [Test]
    public void Remove_WhenTheDiskIsNotThere_DoesNotTakeTheFolderForRemoved()
    {
        var runs = Path.GetDirectoryName(_station.Folder.Path) ?? "";
        Directory.Move(runs, runs + "-away");
        var remove = () => _station.Folders.Remove(_station.RunId);

        remove.Should().Throw<StorageUnavailableException>();
    }

    [Test]
    [Platform("Linux", Reason = "Holes are known on Linux only.")]
    public void SizeOf_WhenAFileHasAHole_CountsWhatIsOnDisk()
    {
        Write("sub/b.txt", new string('x', 100_000));
        var before = _station.Folders.SizeOf(_station.RunId);

        using (var sparse = File.Create(Path.Combine(_results, "sparse")))
        {
            sparse.SetLength(1L << 30);
        }

        before.Should().BeInRange(100_000, 200_000);
        _station.Folders.SizeOf(_station.RunId).Should().Be(before);
        _station.Folders.SizeOf(new RunId("run_of_no_folder")).Should().Be(0);
    }

    private void Write(string path, string text)
    {
        var full = Path.Combine(_results, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full) ?? _results);
        File.WriteAllText(full, text);
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has no file modes.")]
    [UnsupportedOSPlatform("windows")]
    public void Remove_WhenAScriptLeftClosedFolders_RemovesThemAll()
    {
        Assume.That(Environment.UserName, Is.Not.EqualTo("root"), "To root no folder is closed.");
        var inner = Directory.CreateDirectory(Path.Combine(_results, "read-only", "closed"));
        File.WriteAllText(Path.Combine(inner.FullName, "file"), "x");
        File.SetUnixFileMode(inner.FullName, UnixFileMode.None);
        File.SetUnixFileMode(Path.Combine(_results, "read-only"), UnixFileMode.UserRead | UnixFileMode.UserExecute);

        _station.Folders.Remove(_station.RunId);

        Directory.Exists(_station.Folder.Path).Should().BeFalse();
    }
}
