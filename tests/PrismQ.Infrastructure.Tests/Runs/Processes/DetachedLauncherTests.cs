using PrismQ.Infrastructure.Runs.Processes;

namespace PrismQ.Infrastructure.Tests.Runs.Processes;

/// <summary>What only a launch under a supervisor shows.</summary>
[TestFixture(Launching.Detached, true)]
[TestFixture(Launching.Detached, false)]
[TestFixture(Launching.DetachedByShell, true)]
[TestFixture(Launching.DetachedByShell, false)]
[CancelAfter(60_000)]
internal sealed class DetachedLauncherTests(Launching kind, bool withGroups)
{
    private LauncherBed _bed = null!;

    [SetUp]
    public void SetUp() => _bed = new LauncherBed(kind, withGroups);

    [TearDown]
    public async Task TearDown() => await _bed.DisposeAsync();

    [Test]
    public async Task Exit_WhenTheRecordCannotBeWritten_SaysThatNothingWasStarted()
    {
        var spec = _bed.Shell("echo started");
        Directory.CreateDirectory(LaunchRecord.PathIn(spec.Folder));

        var exit = await _bed.RunAsync(spec);

        exit.Code.Should().BeNull();
        exit.NotStarted.Should().Be("The run's folder cannot be written, so the script was not started.");
        File.ReadAllText(spec.Folder.Stdout).Should().BeEmpty();
    }

    [Test]
    public async Task Exit_WhenTheSupervisorIsKilled_DoesNotSayThatNothingWasStarted()
    {
        var spec = _bed.Shell("echo ready; sleep 1000");
        var process = await _bed.StartAsync(spec);
        await Files.ContainsAsync(spec.Folder.Stdout, "ready\n");

        _ = LibC.SendSignal(process.Identity.Id, LibC.Kill);
        var exit = await process.Exit.WaitAsync(LauncherBed.Limit);

        (exit.Code, exit.NotStarted).Should().Be((null, null));
    }

    [Test]
    public async Task Exit_WhenOrphansEndBeforeTheScript_IsTheScripts()
    {
        // It goes on once nobody but itself is its parent's child, zombies included.
        var spec = _bed.Shell("""
            for n in 1 2 3 4 5 6 7 8 9; do (sh -c 'exit 3' & sh -c 'kill -9 $$' &); done
            until [ "$(cat /proc/$PPID/task/$PPID/children)" = "$$ " ]; do :; done
            exit 7
            """);

        var exit = await _bed.RunAsync(spec);

        exit.Code.Should().Be(7);
    }
}
