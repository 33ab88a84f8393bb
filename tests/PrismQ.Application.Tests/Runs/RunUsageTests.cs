using Microsoft.Extensions.Hosting;
using PrismQ.Application.Runs;
using PrismQ.Application.Runs.Orchestration;
using PrismQ.Domain.Runs;
using PrismQ.Testing.Runs;

namespace PrismQ.Application.Tests.Runs;

[CancelAfter(60_000)]
public sealed class RunUsageTests
{
    [Test]
    public async Task Sample_WhileARunGoesOn_ShowsWhatItsProcessesTookSinceTheOneBefore()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        var (id, process) = await LaunchAsync(orchestra);

        var before = await ReadAsync(orchestra, id);
        Sample(orchestra, process, cpuSeconds: 1, memory: 1_000_000);
        var first = await ReadAsync(orchestra, id);
        Sample(orchestra, process, cpuSeconds: 4, memory: 2_000_000);
        var second = await ReadAsync(orchestra, id);

        (before.CpuPercent, before.MemoryBytes).Should().Be((null, null));
        (first.CpuPercent, first.MemoryBytes).Should().Be((50, 1_000_000));
        (second.CpuPercent, second.MemoryBytes).Should().Be((150, 2_000_000));
    }

    [Test]
    public async Task Sample_WhenNoScriptRuns_LeavesTheProcessTableAlone()
    {
        await using var orchestra = await new Orchestra().StartAsync();

        SamplerOf(orchestra).Sample();

        orchestra.Usage.Readings.Should().Be(0);
    }

    [Test]
    public async Task Sample_WhenSeveralRun_ReadsTheProcessTableOnce()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        await LaunchAsync(orchestra);
        await LaunchAsync(orchestra);

        SamplerOf(orchestra).Sample();

        orchestra.Usage.Readings.Should().Be(1);
    }

    [Test]
    public async Task Get_WhenTheRunHasEnded_ShowsNothingOfIt()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        var (id, process) = await LaunchAsync(orchestra);
        Sample(orchestra, process, cpuSeconds: 1, memory: 1_000_000);

        process.End(0, orchestra.Time.GetUtcNow());
        var ended = await orchestra.EndedAsync(id);

        (ended.CpuPercent, ended.MemoryBytes).Should().Be((null, null));
    }

    [Test]
    public async Task Follow_WhenTwoSecondsHavePassed_TellsTheNewFiguresOnlyWhenTheyDiffer()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        var sampler = SamplerOf(orchestra);
        await sampler.StartAsync(CancellationToken.None);
        await orchestra.Time.WaitedForAsync(RunUsageSampler.Interval);
        var (id, process) = await LaunchAsync(orchestra);
        var changes = await orchestra.SendAsync(new FollowRunsQuery(null));
        await using var follower = changes.GetAsyncEnumerator();
        var next = follower.MoveNextAsync();

        orchestra.Usage.Usage[process.Identity] = new ProcessUsage(TimeSpan.Zero, 1_000_000);
        sampler.Sample();
        (await next).Should().BeTrue();
        var first = follower.Current;
        sampler.Sample();
        await using var second = (await orchestra.SendAsync(new FollowRunsQuery(first.Sequence))).GetAsyncEnumerator();
        var later = second.MoveNextAsync();
        orchestra.Usage.Usage[process.Identity] = new ProcessUsage(TimeSpan.Zero, 3_000_000);
        orchestra.Time.Advance(RunUsageSampler.Interval);
        (await later).Should().BeTrue();

        first.Run.Should().BeEquivalentTo(new { RunId = id, MemoryBytes = 1_000_000L });
        second.Current.Sequence.Should().Be(first.Sequence + 1);
        second.Current.Run.Should().BeEquivalentTo(new { RunId = id, MemoryBytes = 3_000_000L });
        await sampler.StopAsync(CancellationToken.None);
    }

    [Test]
    public async Task Sample_WhenALookIsNotPossible_LooksAgainTheNextTime()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        var sampler = SamplerOf(orchestra);
        await sampler.StartAsync(CancellationToken.None);
        await orchestra.Time.WaitedForAsync(RunUsageSampler.Interval);
        var (id, process) = await LaunchAsync(orchestra);
        orchestra.Usage.Usage[process.Identity] = new ProcessUsage(TimeSpan.Zero, 1_000_000);
        orchestra.Usage.Fault = new IOException("Too many open files");

        var change = (await orchestra.SendAsync(new FollowRunsQuery(null))).FirstAsync().AsTask();
        while (!change.IsCompleted)
        {
            orchestra.Time.Advance(RunUsageSampler.Interval);
            await Task.Yield();
        }

        (await change).Run.Should().BeEquivalentTo(new { RunId = id, MemoryBytes = 1_000_000L });
        orchestra.Usage.Fault.Should().BeNull("it was met");
        await sampler.StopAsync(CancellationToken.None);
    }

    private static RunUsageSampler SamplerOf(Orchestra orchestra) =>
        orchestra.Get<IEnumerable<IHostedService>>().OfType<RunUsageSampler>().Single();

    private static async Task<(string Id, FakeProcess Process)> LaunchAsync(Orchestra orchestra)
    {
        var run = await orchestra.LaunchAsync();
        var process = await orchestra.Launcher.NextAsync();
        await orchestra.AttachedAsync(run.RunId);
        return (run.RunId, process);
    }

    private static void Sample(Orchestra orchestra, FakeProcess process, double cpuSeconds, long memory)
    {
        orchestra.Usage.Usage[process.Identity] = new ProcessUsage(TimeSpan.FromSeconds(cpuSeconds), memory);
        orchestra.Time.Advance(RunUsageSampler.Interval);
        SamplerOf(orchestra).Sample();
    }

    private static Task<RunDto> ReadAsync(Orchestra orchestra, string id) => orchestra.SendAsync(new GetRunQuery(new RunId(id)));
}
