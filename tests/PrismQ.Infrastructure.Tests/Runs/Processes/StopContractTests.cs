using PrismQ.Application.Runs;
using PrismQ.Infrastructure.Runs.Processes;

namespace PrismQ.Infrastructure.Tests.Runs.Processes;

/// <summary>What every launcher promises about a stop: nothing of the run is left, whatever it did to stay.</summary>
[TestFixture(Launching.Attached, true)]
[TestFixture(Launching.Attached, false)]
[TestFixture(Launching.Detached, true)]
[TestFixture(Launching.Detached, false)]
[TestFixture(Launching.DetachedByShell, true)]
[TestFixture(Launching.DetachedByShell, false)]
[CancelAfter(60_000)]
internal sealed class StopContractTests(Launching kind, bool withGroups)
{
    private LauncherBed _bed = null!;

    [SetUp]
    public void SetUp() => _bed = new LauncherBed(kind, withGroups);

    [TearDown]
    public async Task TearDown() => await _bed.DisposeAsync();

    [TestCase("echo ready; sleep 1000", TestName = "Stop_WhenScriptHasAChild_EndsBoth")]
    [TestCase("sh -c 'sleep 1000 & sleep 1001 & wait' & sleep 1; echo ready; wait", TestName = "Stop_WhenThereAreGrandchildren_EndsThem")]
    [TestCase("setsid sleep 1000 & echo ready; wait", TestName = "Stop_WhenAChildHasItsOwnSession_EndsIt")]
    [TestCase("(setsid sleep 1000 &) ; (sleep 1001 &); echo ready; sleep 1002", TestName = "Stop_WhenADaemonForkedTwice_EndsIt")]
    [TestCase("nohup sleep 1000 & echo ready; wait", TestName = "Stop_WhenAChildIgnoresHangup_EndsIt")]
    public async Task Stop_WhenScriptHas_EndsAll(string script)
    {
        var spec = _bed.Shell(script);
        await using var process = await _bed.StartAsync(spec);
        await ReadyAsync(spec);

        var outcome = await process.StopAsync(LauncherBed.Limit, CancellationToken.None);

        outcome.Should().Be(new StopOutcome(withGroups ? "cgroup" : "marker", Survivors: 0));
        LauncherBed.Alive(spec.RunId).Should().BeEmpty();
        (await process.Exit.WaitAsync(LauncherBed.Limit)).Code.Should().Be(143);
    }

    [Test]
    public async Task Stop_WhenScriptIgnoresTheRequest_KillsItAfterTheGrace()
    {
        var spec = _bed.Shell("trap '' TERM; echo ready; while :; do sleep 1; done");
        await using var process = await _bed.StartAsync(spec);
        await ReadyAsync(spec);

        var outcome = await process.StopAsync(TimeSpan.FromMilliseconds(50), CancellationToken.None);

        outcome.Survivors.Should().Be(0);
        LauncherBed.Alive(spec.RunId).Should().BeEmpty();
        (await process.Exit.WaitAsync(LauncherBed.Limit)).Code.Should().Be(137);
    }

    [Test]
    public async Task Stop_WhenScriptCleansUp_GetsTheTime()
    {
        var spec = _bed.Shell("trap 'echo cleaned; exit 5' TERM; echo ready; while :; do sleep 0.01; done");
        await using var process = await _bed.StartAsync(spec);
        await ReadyAsync(spec);

        await process.StopAsync(LauncherBed.Limit, CancellationToken.None);

        (await process.Exit.WaitAsync(LauncherBed.Limit)).Code.Should().Be(5);
        File.ReadAllText(spec.Folder.Stdout).Should().Be("ready\ncleaned\n");
    }

    [Test]
    public async Task Stop_WhenScriptIsSuspended_EndsIt()
    {
        var spec = _bed.Shell("echo ready; kill -STOP $$; sleep 1000");
        await using var process = await _bed.StartAsync(spec);
        await ReadyAsync(spec);

        var outcome = await process.StopAsync(LauncherBed.Limit, CancellationToken.None);

        outcome.Survivors.Should().Be(0);
        LauncherBed.Alive(spec.RunId).Should().BeEmpty();
    }

    [Test]
    public async Task Stop_WhenProcessesForkAllTheTime_EndsThemAll()
    {
        var spec = _bed.Shell("trap '' TERM; f() { while :; do (trap '' TERM; sleep 0.02) & sleep 0.01; done; }; f & f & echo ready; f");
        await using var process = await _bed.StartAsync(spec);
        await ReadyAsync(spec);

        var outcome = await process.StopAsync(TimeSpan.FromMilliseconds(20), CancellationToken.None);

        outcome.Survivors.Should().Be(0);
        LauncherBed.Alive(spec.RunId).Should().BeEmpty();
    }

    [TestCase("/bin/sh", """trap '' TERM; [ -e "$0" ] && [ "$1" -lt 30000 ] && /bin/sh "$0" $(($1 + 1)) &""", TestName = "{m}(sh)")]
    [TestCase("/usr/bin/python3", """
        import os, signal, sys
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        for _ in range(60000):
            if os.fork() or not os.path.exists(sys.argv[0]): os._exit(0)
        """, TestName = "{m}(python)")]
    public async Task Stop_WhenEachProcessStartsTheNextAndEnds_EndsTheChain(string program, string link)
    {
        Assume.That(kind != Launching.DetachedByShell || withGroups, "The shell is in its script's process group, which so cannot be ended as a whole.");
        Assume.That(program, Does.Exist);
        var chain = Path.Combine(_bed.Root, "chain");
        await File.WriteAllTextAsync(chain, link);
        var spec = _bed.Shell("""read -r _ _ _ _ group _ </proc/self/stat; echo $group; "$1" "$2" 0; echo ready; sleep 1000""", program, chain);
        await using var process = await _bed.StartAsync(spec);
        await ReadyAsync(spec);

        var outcome = await process.StopAsync(TimeSpan.FromMilliseconds(50), CancellationToken.None);

        outcome.Survivors.Should().Be(0);
        var group = int.Parse((await File.ReadAllLinesAsync(spec.Folder.Stdout))[0], System.Globalization.CultureInfo.InvariantCulture);
        await GoneAsync(group);
    }

    [Test]
    public async Task Stop_WhenScriptHasJustBeenStarted_EndsIt()
    {
        for (var i = 0; i < 20; i++)
        {
            var spec = _bed.Shell("sleep 1000");
            await using var process = await _bed.StartAsync(spec);

            var outcome = await process.StopAsync(LauncherBed.Limit, CancellationToken.None);

            outcome.Survivors.Should().Be(0);
            process.Exit.IsCompleted.Should().BeTrue();
            LauncherBed.Alive(spec.RunId).Should().BeEmpty();
        }
    }

    [Test]
    public async Task Stop_WhenScriptHasEnded_LeavesItsExitAsItWas()
    {
        var spec = _bed.Shell("exit 4");
        await using var process = await _bed.StartAsync(spec);
        await process.Exit.WaitAsync(LauncherBed.Limit);

        var outcome = await process.StopAsync(LauncherBed.Limit, CancellationToken.None);

        outcome.Survivors.Should().Be(0);
        (await process.Exit).Code.Should().Be(4);
    }

    [Test]
    public async Task Stop_WhenScriptEndedAndClosedItsOutput_EndsWhatItLeft()
    {
        var spec = _bed.Shell("(setsid sleep 1000 >/dev/null 2>&1 &); exit 0");
        await using var process = await _bed.StartAsync(spec);
        await process.Exit.WaitAsync(LauncherBed.Limit);

        var outcome = await process.StopAsync(LauncherBed.Limit, CancellationToken.None);

        outcome.Survivors.Should().Be(0);
        LauncherBed.Alive(spec.RunId).Should().BeEmpty();
    }

    [Test]
    public async Task Stop_WhenAChildClearsItsEnvironmentAndLeaves_EndsIt()
    {
        Assume.That(
            withGroups || kind == Launching.Detached,
            "A process that cleared its environment, left its session and lost its parent is known by its group or its supervisor only.");
        var pidFile = Path.Combine(_bed.Root, "pid");
        var spec = _bed.Shell("(setsid env -i /bin/sh -c 'echo $$ >\"$0.tmp\"; mv \"$0.tmp\" \"$0\"; exec /bin/sleep 1000' \"$1\" &); echo ready; sleep 1000", pidFile);
        await using var process = await _bed.StartAsync(spec);
        var pid = int.Parse(await Files.ReadWhenThereAsync(pidFile), System.Globalization.CultureInfo.InvariantCulture);

        await process.StopAsync(LauncherBed.Limit, CancellationToken.None);

        ProcessTable.Find(pid).Should().Match<ProcessEntry?>(entry => entry == null || !entry.Value.IsAlive);
    }

    /// <summary>Looking at its processes one by one could miss them as a stop could; the group is there until the last is collected.</summary>
    private static async Task GoneAsync(int group)
    {
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (LibC.SendSignal(-group, signal: 0) == 0)
        {
            await looks.WaitForNextTickAsync(limit.Token);
        }
    }

    private static Task ReadyAsync(ProcessSpec spec) => Files.ContainsAsync(spec.Folder.Stdout, "ready\n");
}
