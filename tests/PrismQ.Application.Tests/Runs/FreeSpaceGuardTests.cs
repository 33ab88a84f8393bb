using Microsoft.Extensions.Options;
using PrismQ.Application.Runs;
using PrismQ.Domain.Common;
using PrismQ.Domain.Modules;
using PrismQ.Testing.SystemStatus;

namespace PrismQ.Application.Tests.Runs;

[CancelAfter(30_000)]
public sealed class FreeSpaceGuardTests
{
    [TestCase(1000, 999L, "*nearly full: 0.0 MB*PrismQ:Limits:MinFreeBytes*")]
    [TestCase(1000, null, "*cannot be read*")]
    public void Refusal_WhenTheDiskIsNearlyFullOrGone_SaysSoInHealthToo(long least, long? free, string message)
    {
        var guard = Guard(least, free);

        guard.Refusal().Should().BeEquivalentTo(new { Kind = ErrorKind.Unavailable, Code = "SERVICE_UNAVAILABLE" });
        (guard.Refusal()?.Message).Should().Match(message);
        guard.Problems.Should().ContainSingle().Which.Should().StartWith("New runs are refused.").And.Match(message);
    }

    [TestCase(1000, 1000L)]
    [TestCase(0, 0L)]
    [TestCase(0, null)]
    public void Refusal_WhenThereIsRoomOrNobodyAsksForIt_IsNone(long least, long? free)
    {
        var guard = Guard(least, free);

        guard.Refusal().Should().BeNull();
        guard.Problems.Should().BeEmpty();
    }

    [Test]
    public async Task Launch_WhenTheDiskIsNearlyFull_IsRefusedAndLeavesNothing()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        orchestra.Host.Current = FakeHostMetrics.WithFreeDisk(1);

        var refused = await orchestra.TrySendAsync(new StartRunCommand(new ModuleId("echo"), new Dictionary<string, System.Text.Json.JsonElement>(), SaveConfig: true));
        orchestra.Host.Current = FakeHostMetrics.WithFreeDisk(1L << 40);
        var accepted = await orchestra.LaunchAsync();

        refused.TryGet(out _, out var error).Should().BeFalse();
        (error?.Kind).Should().Be(ErrorKind.Unavailable);
        orchestra.History.Writes.Should().OnlyContain(run => run.Id.Value == accepted.RunId);
        (await orchestra.Configs.FindAsync(new ModuleId("echo"), CancellationToken.None)).Should().BeNull();
    }

    private static FreeSpaceGuard Guard(long least, long? free) => new(
        new FakeHostMetrics { Current = FakeHostMetrics.WithFreeDisk(free) }, Options.Create(new FreeSpaceOptions { MinFreeBytes = least }));
}
