using System.Text;
using PrismQ.Application.Runs;

namespace PrismQ.Infrastructure.Tests.Runs.Processes;

/// <summary>What every launcher promises about a start, its output and its end.</summary>
[TestFixture(Launching.Attached, true)]
[TestFixture(Launching.Attached, false)]
[TestFixture(Launching.Detached, true)]
[TestFixture(Launching.Detached, false)]
[TestFixture(Launching.DetachedByShell, true)]
[TestFixture(Launching.DetachedByShell, false)]
[CancelAfter(60_000)]
internal sealed class LaunchContractTests(Launching kind, bool withGroups)
{
    private LauncherBed _bed = null!;

    [SetUp]
    public void SetUp() => _bed = new LauncherBed(kind, withGroups);

    [TearDown]
    public async Task TearDown() => await _bed.DisposeAsync();

    [Test]
    public async Task Start_WhenArgumentsAreAwkward_PassesThemAsTheyAre()
    {
        string[] words = ["", " ", "a b", "\"", "'", "$HOME", "`id`", "*", "\\", "line\nline", "--x", "grüße 🌍", ";exit 9", "%s"];
        var spec = _bed.Spec(LauncherBed.TestModule, ["echo", .. words]);

        var exit = await _bed.RunAsync(spec);

        exit.Code.Should().Be(0);
        File.ReadAllText(spec.Folder.Stdout).Should().Be(string.Concat(words.Select(word => word + '\0')));
    }

    [Test]
    public async Task Start_WhenEnvironmentIsGiven_PassesThatAndNothingElse()
    {
        var spec = _bed.Spec("/usr/bin/env", "-0");
        spec = spec with { Environment = new Dictionary<string, string>(spec.Environment) { ["A"] = "1\n2", ["EMPTY"] = "", ["Ü"] = "dropped" } };

        await _bed.RunAsync(spec);

        File.ReadAllText(spec.Folder.Stdout).Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Should().BeEquivalentTo("A=1\n2", "EMPTY=", "PATH=/usr/bin:/bin", $"PRISMQ_RUN_ID={spec.RunId}");
    }

    [Test]
    public async Task Start_WhenWorkingDirectoryIsGiven_StartsThere()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_bed.Root, "a folder")).FullName;
        var spec = _bed.Shell("pwd -P") with { WorkingDirectory = folder };

        await _bed.RunAsync(spec);

        File.ReadAllText(spec.Folder.Stdout).TrimEnd().Should().Be(folder);
    }

    [Test]
    public async Task Start_WhenServerHoldsDescriptors_PassesOnlyTheStandardOnes()
    {
        using var file = File.Create(Path.Combine(_bed.Root, "open"));
        _ = Infrastructure.Runs.Processes.LibC.Control((int)file.SafeFileHandle.DangerousGetHandle(), command: 2, value: 0);
        var spec = _bed.Spec("/bin/ls", "/proc/self/fd");

        await _bed.RunAsync(spec);

        // ls itself opens the fourth.
        File.ReadAllLines(spec.Folder.Stdout).Should().Equal("0", "1", "2", "3");
    }

    [Test]
    public async Task Start_WhenServerIgnoresSignals_StartsWithDefaultOnes()
    {
        var spec = _bed.Spec("/bin/grep", "^Sig[BI]", "/proc/self/status");

        await _bed.RunAsync(spec);

        // 32 and 33 belong to the C library, which leaves them ignored.
        File.ReadAllLines(spec.Folder.Stdout).Select(line => line.Replace("18", "00", StringComparison.Ordinal))
            .Should().Equal("SigBlk:\t0000000000000000", "SigIgn:\t0000000000000000");
    }

    [TestCase("exit 0", 0)]
    [TestCase("exit 7", 7)]
    [TestCase("exit 255", 255)]
    [TestCase("kill -9 $$", 137)]
    [TestCase("kill -15 $$", 143)]
    [TestCase("kill -6 $$", 134)]
    [TestCase("kill -2 $$", 130)]
    public async Task Exit_WhenScriptEnds_TellsItsCode(string script, int code)
    {
        var spec = _bed.Shell(script);
        var before = TimeProvider.System.GetUtcNow().AddSeconds(-1);

        var exit = await _bed.RunAsync(spec);

        exit.Code.Should().Be(code);
        exit.At.Should().BeOnOrAfter(before).And.BeOnOrBefore(TimeProvider.System.GetUtcNow().AddSeconds(1));
        new FileInfo(spec.Folder.Stderr).Length.Should().Be(0, "nobody but the script writes into its files");
    }

    [Test]
    public async Task Exit_WhenScriptKillsItsWholeGroup_IsTold()
    {
        Assume.That(kind != Launching.DetachedByShell, "The shell is in its script's process group.");
        var spec = _bed.Shell("sleep 1000 & echo killing; kill -9 0");

        var exit = await _bed.RunAsync(spec);

        exit.Code.Should().Be(137);
        File.ReadAllText(spec.Folder.Stdout).Should().Be("killing\n");
    }

    [Test]
    public async Task Exit_WhenBothStreamsAreFlooded_EveryByteIsInItsFile()
    {
        const int Length = 8 * 1024 * 1024 + 17;
        var spec = _bed.Spec(LauncherBed.TestModule, "flood", $"{Length}", "7");
        var expected = new byte[Length];
        FillAsFlood(expected, seed: 7);

        await _bed.RunAsync(spec);

        File.ReadAllBytes(spec.Folder.Stdout).AsSpan().SequenceEqual(expected).Should().BeTrue();
        File.ReadAllBytes(spec.Folder.Stderr).AsSpan().SequenceEqual(expected).Should().BeTrue();
    }

    [Test]
    public async Task Exit_WhenChildLivesOnWithTheOutput_DoesNotWaitForIt()
    {
        var spec = _bed.Shell("sleep 1000 & echo done");

        await using var process = await _bed.StartAsync(spec);
        var exit = await process.Exit.WaitAsync(LauncherBed.Limit);

        exit.Code.Should().Be(0);
        File.ReadAllText(spec.Folder.Stdout).Should().Be("done\n");
        (await process.StopAsync(TimeSpan.Zero, CancellationToken.None)).Survivors.Should().Be(0);
        LauncherBed.Alive(spec.RunId).Should().BeEmpty();
    }

    [Test]
    public async Task Exit_WhenScriptReadsItsInput_FindsNothingThere()
    {
        var exit = await _bed.RunAsync(_bed.Shell("cat; exit 3"));

        exit.Code.Should().Be(3);
    }

    [TestCase("missing-program", "*does not exist*missing-program*")]
    [TestCase("not-executable", "*may not be executed*not-executable*")]
    public async Task Start_WhenProgramCannotRun_SaysWhich(string name, string message)
    {
        await File.WriteAllTextAsync(Path.Combine(_bed.Root, "not-executable"), "#!/bin/sh\n");
        var spec = _bed.Spec(Path.Combine(_bed.Root, name));

        var act = () => _bed.StartAsync(spec);

        await act.Should().ThrowAsync<ProcessStartException>().WithMessage(message);
    }

    [Test]
    public async Task Start_WhenFolderIsMissing_SaysWhich()
    {
        var spec = _bed.Shell("true") with { WorkingDirectory = Path.Combine(_bed.Root, "nowhere") };

        var act = () => _bed.StartAsync(spec);

        await act.Should().ThrowAsync<ProcessStartException>().WithMessage("*working directory*nowhere*");
    }

    [Test]
    public async Task Start_WhenDoneManyTimes_LeaksNoDescriptorAndNoZombie()
    {
        await _bed.RunAsync(_bed.Shell("true"));
        var before = Directory.GetFiles("/proc/self/fd").Length;

        for (var i = 0; i < 200; i++)
        {
            await _bed.RunAsync(_bed.Shell("true"));
        }

        Directory.GetFiles("/proc/self/fd").Length.Should().BeLessThan(before + 8);
        ChildrenOfOurs("Z").Should().BeEmpty();
    }

    private static IEnumerable<string> ChildrenOfOurs(string state) =>
        from children in Directory.EnumerateDirectories("/proc/self/task").Select(thread => Path.Combine(thread, "children"))
        from pid in File.Exists(children) ? File.ReadAllText(children).Split(' ', StringSplitOptions.RemoveEmptyEntries) : []
        let stat = File.Exists($"/proc/{pid}/stat") ? File.ReadAllText($"/proc/{pid}/stat") : ""
        where stat.Contains($") {state} ", StringComparison.Ordinal)
        select stat;

    private static void FillAsFlood(Span<byte> bytes, int seed)
    {
        var random = new Random(seed);
        var block = new byte[8192];
        for (; !bytes.IsEmpty; bytes = bytes[Math.Min(block.Length, bytes.Length)..])
        {
            random.NextBytes(block);
            block.AsSpan(0, Math.Min(block.Length, bytes.Length)).CopyTo(bytes);
        }
    }
}
