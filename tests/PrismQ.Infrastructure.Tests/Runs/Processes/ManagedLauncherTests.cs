using PrismQ.Application.Runs;
using PrismQ.Infrastructure.Runs.Processes;

namespace PrismQ.Infrastructure.Tests.Runs.Processes;

/// <summary>The launcher of systems without POSIX, here over the processes of this one.</summary>
[CancelAfter(60_000)]
internal sealed class ManagedLauncherTests
{
    private readonly ManagedLauncher _launcher = new(TimeProvider.System);
    private LauncherBed _bed = null!;

    [SetUp]
    public void SetUp() => _bed = new LauncherBed(Launching.Attached, withGroups: false);

    [TearDown]
    public async Task TearDown() => await _bed.DisposeAsync();

    [Test]
    public async Task Exit_WhenScriptEnds_TellsItsCodeAndKeepsItsOutput()
    {
        var gate = Path.Combine(_bed.Root, "gate");
        var spec = _bed.Shell("mkfifo \"$1.tmp\"; mv \"$1.tmp\" \"$1\"; read -r code <\"$1\"; echo out; echo err >&2; exit $code", gate);
        await using var process = await _launcher.StartAsync(spec, CancellationToken.None);
        await Files.AppearsAsync(gate);

        await File.WriteAllTextAsync(gate, "3\n");

        (await process.Exit.WaitAsync(LauncherBed.Limit)).Code.Should().Be(3);
        File.ReadAllText(spec.Folder.Stdout).Should().Be("out\n");
        File.ReadAllText(spec.Folder.Stderr).Should().Be("err\n");
    }

    [Test]
    public async Task Stop_WhenScriptHasChildren_EndsThem()
    {
        var spec = _bed.Shell("sleep 1000 & echo ready; wait");
        await using var process = await _launcher.StartAsync(spec, CancellationToken.None);
        await Files.ContainsAsync(spec.Folder.Stdout, "ready\n");

        var outcome = await process.StopAsync(LauncherBed.Limit, CancellationToken.None);

        outcome.Survivors.Should().Be(0);
        LauncherBed.Alive(spec.RunId).Should().BeEmpty();
    }
}
