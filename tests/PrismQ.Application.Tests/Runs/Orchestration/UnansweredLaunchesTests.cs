using Microsoft.Extensions.Logging.Abstractions;
using PrismQ.Application.Runs.Orchestration;
using PrismQ.Testing.Common;
using PrismQ.Testing.Runs;

namespace PrismQ.Application.Tests.Runs.Orchestration;

[CancelAfter(60_000)]
internal sealed class UnansweredLaunchesTests
{
    [Test]
    public async Task Resolve_WhenTheHistoryDoesNotHaveTheRun_WritesNothing()
    {
        var (history, clock) = (new FakeRunRepository(), new FakeClock(Orchestra.Now));
        using var unanswered = new UnansweredLaunches(history, clock, NullLogger<UnansweredLaunches>.Instance);

        var resolved = unanswered.ResolveAsync(new RunBuilder().Running().Build());
        clock.Advance(TimeSpan.FromSeconds(1));
        await resolved.WaitAsync(TimeSpan.FromSeconds(30));

        history.Writes.Should().BeEmpty();
    }
}
