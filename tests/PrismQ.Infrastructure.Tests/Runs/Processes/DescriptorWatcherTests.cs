using PrismQ.Infrastructure.Runs.Processes;

namespace PrismQ.Infrastructure.Tests.Runs.Processes;

[Platform(Exclude = "Win", Reason = "descriptors are polled on POSIX systems only")]
internal sealed class DescriptorWatcherTests
{
    [Test]
    public async Task Wait_WhenAProbeThrows_FailsAlone()
    {
        using var watcher = new DescriptorWatcher();
        var asked = 0;
        var other = watcher.WaitAsync(() => Volatile.Read(ref asked) > 0, CancellationToken.None);
        var broken = () => watcher.WaitAsync(() => throw new IOException("it cannot be looked"), CancellationToken.None);

        await broken.Should().ThrowAsync<IOException>();
        Interlocked.Increment(ref asked);
        await other;
    }
}
