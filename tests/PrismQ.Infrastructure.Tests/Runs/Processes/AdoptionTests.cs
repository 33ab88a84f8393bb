using System.Diagnostics;
using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;
using PrismQ.Infrastructure.Runs.Processes;

namespace PrismQ.Infrastructure.Tests.Runs.Processes;

/// <summary>What becomes of runs whose server is gone: a second launcher knows of them only what stands in their folders.</summary>
[TestFixture(Launching.Detached, true)]
[TestFixture(Launching.Detached, false)]
[TestFixture(Launching.DetachedByShell, true)]
[TestFixture(Launching.DetachedByShell, false)]
[CancelAfter(60_000)]
internal sealed class AdoptionTests(Launching kind, bool withGroups)
{
    private LauncherBed _bed = null!;

    [SetUp]
    public void SetUp() => _bed = new LauncherBed(kind, withGroups);

    [TearDown]
    public async Task TearDown() => await _bed.DisposeAsync();

    [Test]
    public async Task Adopt_WhenRunGoesOn_TakesItOverWithItsExit([Values] bool identityIsKnown)
    {
        var gate = Path.Combine(_bed.Root, "gate");
        var spec = _bed.Shell("mkfifo \"$1\"; echo ready; read -r code <\"$1\"; exit $code", gate);
        var first = await StartedAsync(spec, "ready\n");

        var adopted = await AdoptAsync(spec, identityIsKnown ? first.Identity : null);
        await File.WriteAllTextAsync(gate, "9\n");

        adopted.Should().NotBeNull();
        (await adopted.Exit.WaitAsync(LauncherBed.Limit)).Code.Should().Be(9);
        adopted.Identity.Should().Be(first.Identity);
    }

    [Test]
    public async Task Adopt_WhenRunIsStoppedAfterwards_EndsAllOfIt()
    {
        var spec = _bed.Shell("setsid sleep 1000 & (sleep 1001 &); echo ready; wait");
        await StartedAsync(spec, "ready\n");
        var adopted = await AdoptAsync(spec, process: null);

        adopted.Should().NotBeNull();
        var outcome = await adopted.StopAsync(LauncherBed.Limit, CancellationToken.None);

        outcome.Survivors.Should().Be(0);
        (await adopted.Exit.WaitAsync(LauncherBed.Limit)).Code.Should().Be(143);
        LauncherBed.Alive(spec.RunId).Should().BeEmpty();
    }

    [Test]
    public async Task Adopt_WhenRunEndedMeanwhile_TellsItsTrueCodeAndTime()
    {
        var spec = _bed.Shell("exit 6");
        var first = await _bed.StartAsync(spec);
        var truth = await first.Exit.WaitAsync(LauncherBed.Limit);

        var adopted = await AdoptAsync(spec, first.Identity);

        adopted.Should().NotBeNull();
        adopted.Exit.IsCompleted.Should().BeTrue();
        (await adopted.Exit).Should().Be(truth);
    }

    [Test]
    public async Task Adopt_WhenSupervisorWasKilled_EndsWhatIsLeft()
    {
        var spec = _bed.Shell("setsid sleep 1000 & echo ready; wait");
        var first = await StartedAsync(spec, "ready\n");
        _ = LibC.SendSignal(first.Identity.Id, LibC.Kill);
        (await first.Exit.WaitAsync(LauncherBed.Limit)).Code.Should().BeNull();

        var adoption = await _bed.Create(kind).AdoptAsync(spec.RunId, spec.Folder, first.Identity, CancellationToken.None);

        adoption.Should().Be(new Adoption(Process: null, WasStarted: true));
        LauncherBed.Alive(spec.RunId).Should().BeEmpty();
    }

    [Test]
    public async Task Adopt_WhenIdWasUsedAgain_TakesTheOtherProcessForNoRun()
    {
        var other = _bed.Shell("echo ready; sleep 1000");
        var stranger = await StartedAsync(other, "ready\n");
        var spec = _bed.Shell("sleep 1000");
        await WriteRecordAsync(spec, stranger.Identity.Id, stranger.Identity.StartTime - 1, LaunchRecord.CurrentBoot);

        var adoption = await _bed.Launcher.AdoptAsync(
            spec.RunId, spec.Folder, stranger.Identity with { StartTime = stranger.Identity.StartTime - 1 }, CancellationToken.None);

        adoption.Process.Should().BeNull();
        ProcessTable.IsAlive(stranger.Identity).Should().BeTrue("a stranger is left alone");
    }

    [Test]
    public async Task Adopt_WhenSystemWasRestarted_TakesNothingOver()
    {
        var other = _bed.Shell("echo ready; sleep 1000");
        var stranger = await StartedAsync(other, "ready\n");
        var spec = _bed.Shell("sleep 1000");
        await WriteRecordAsync(spec, stranger.Identity.Id, stranger.Identity.StartTime, "another-boot");

        var adoption = await _bed.Launcher.AdoptAsync(spec.RunId, spec.Folder, stranger.Identity, CancellationToken.None);

        adoption.Process.Should().BeNull();
        ProcessTable.IsAlive(stranger.Identity).Should().BeTrue();
    }

    [Test]
    public async Task Adopt_WhenNothingWasEverStarted_SaysSo()
    {
        var spec = _bed.Shell("true");

        var adoption = await _bed.Launcher.AdoptAsync(spec.RunId, spec.Folder, process: null, CancellationToken.None);

        adoption.Should().Be(new Adoption(Process: null, WasStarted: false));
    }

    [Test]
    public async Task Adopt_WhenRunWasAttached_EndsIt()
    {
        var spec = _bed.Shell("setsid sleep 1000 & echo ready; wait");
        var first = await _bed.Create(Launching.Attached).StartAsync(spec, CancellationToken.None);
        await Files.ContainsAsync(spec.Folder.Stdout, "ready\n");

        var adoption = await _bed.Launcher.AdoptAsync(spec.RunId, spec.Folder, first.Identity, CancellationToken.None);

        adoption.Should().Be(new Adoption(Process: null, WasStarted: true));
        LauncherBed.Alive(spec.RunId).Should().BeEmpty();
    }

    [Test]
    public async Task Adopt_WhenTheFolderIsGoneButTheScriptIsThere_SaysThatItWasStarted()
    {
        var spec = _bed.Shell("echo ready; exec sleep 1000");
        await StartedAsync(spec, "ready\n");
        Directory.Delete(spec.Folder.Path, recursive: true);

        var adoption = await _bed.Create(kind).AdoptAsync(spec.RunId, spec.Folder, process: null, CancellationToken.None);

        adoption.Should().Be(new Adoption(Process: null, WasStarted: true));
        LauncherBed.Alive(spec.RunId).Should().BeEmpty();
    }

    [Test]
    public async Task Adopt_WhenAHundredRunsGoOn_TakesThemAllOver()
    {
        var specs = Enumerable.Range(0, 100).Select(_ => _bed.Shell("echo ready; exec sleep 1000")).ToList();
        foreach (var spec in specs)
        {
            await StartedAsync(spec, "ready\n");
        }

        var clock = Stopwatch.StartNew();
        var adopted = await Task.WhenAll(specs.Select(spec => AdoptAsync(spec, process: null)));
        TestContext.Progress.WriteLine(
            $"adopted {adopted.Length} runs in {clock.Elapsed.TotalMilliseconds:0} ms; "
            + $"a supervisor takes {adopted.OfType<ILaunchedProcess>().Average(process => Files.ProportionalKilobytes(process.Identity.Id)):0} KiB");

        adopted.Should().OnlyContain(process => process != null && !process.Exit.IsCompleted);
        var outcomes = await Task.WhenAll(adopted.OfType<ILaunchedProcess>().Select(process => process.StopAsync(TimeSpan.Zero, CancellationToken.None)));
        outcomes.Should().OnlyContain(outcome => outcome.Survivors == 0);
    }

    private static Task WriteRecordAsync(ProcessSpec spec, int pid, long start, string boot) => File.WriteAllTextAsync(
        LaunchRecord.PathIn(spec.Folder), $"{boot}\n\n{pid} (sh) S 1 {pid} {pid} 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 {start} 0\n");

    private async Task<ILaunchedProcess> StartedAsync(ProcessSpec spec, string output)
    {
        var process = await _bed.StartAsync(spec);
        await Files.ContainsAsync(spec.Folder.Stdout, output);
        return process;
    }

    private async Task<ILaunchedProcess?> AdoptAsync(ProcessSpec spec, ProcessIdentity? process) =>
        (await _bed.Create(kind).AdoptAsync(spec.RunId, spec.Folder, process, CancellationToken.None)).Process;
}
