using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;
using PrismQ.Infrastructure.Runs.Processes;

namespace PrismQ.Infrastructure.Tests.Runs.Processes;

[TestFixture(Launching.Attached)]
[TestFixture(Launching.Detached)]
[CancelAfter(60_000)]
internal sealed class ProcessTableUsageTests(Launching kind)
{
    private const long Held = 64_000_000;

    private LauncherBed _bed = null!;

    [SetUp]
    public void SetUp() => _bed = new LauncherBed(kind, withGroups: false);

    [TearDown]
    public async Task TearDown() => await _bed.DisposeAsync();

    [Test]
    public async Task Read_WhenAGrandchildInASessionOfItsOwnWorks_CountsItsTimeAndItsMemory()
    {
        // dd holds its block in memory before it begins to write, and the pipe takes only a part of it.
        var hold = $"dd if=/dev/zero bs={Held} 2>/dev/null | (head -c 1 >/dev/null; echo held; sleep 60)";
        var spec = _bed.Shell("i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; setsid -w sh -c \"$1\"", hold);
        await using var process = await _bed.StartAsync(spec);
        await Files.ContainsAsync(spec.Folder.Stdout, "held");

        var usage = new ProcessTableUsage().Read([process.Identity])[process.Identity];

        usage.CpuTime.Should().BeGreaterThan(TimeSpan.Zero);
        usage.MemoryBytes.Should().BeGreaterThan(Held);
    }

    [Test]
    public async Task Read_WhenAProcessHasEnded_LeavesItOut()
    {
        await using var process = await _bed.StartAsync(_bed.Shell("exit 0"));
        await process.Exit.WaitAsync(LauncherBed.Limit);

        var usage = new ProcessTableUsage().Read([process.Identity, new ProcessIdentity(Environment.ProcessId, StartTime: -1)]);

        usage.Should().BeEmpty();
    }
}
