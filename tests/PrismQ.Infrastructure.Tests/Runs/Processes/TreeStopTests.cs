using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;
using PrismQ.Infrastructure.Runs.Processes;
using PrismQ.Testing.Common;

namespace PrismQ.Infrastructure.Tests.Runs.Processes;

/// <summary>What a stop says when it cannot see the processes: the system has no descriptor left for a look.</summary>
[CancelAfter(30_000)]
internal sealed class TreeStopTests
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private readonly FakeClock _clock = new(DateTimeOffset.UnixEpoch);

    [Test]
    public async Task Stop_WhenNoLookIsPossible_ClaimsNoEnd(CancellationToken cancellationToken)
    {
        var tree = new BlindTree(blindLooks: int.MaxValue);

        var outcome = await StopAsync(tree, cancellationToken);

        outcome.Survivors.Should().Be(1);
        tree.IsReleased.Should().BeFalse();
        tree.IsKilled.Should().BeTrue("a tree may be killed as a whole");
    }

    [Test]
    public async Task Stop_WhenALookIsPossibleAgain_SaysWhatItSees(CancellationToken cancellationToken)
    {
        var tree = new BlindTree(blindLooks: 3);

        var outcome = await StopAsync(tree, cancellationToken);

        outcome.Survivors.Should().Be(0);
        tree.IsReleased.Should().BeTrue();
        tree.IsKilled.Should().BeFalse("nobody was left before the time was over");
    }

    private async Task<StopOutcome> StopAsync(BlindTree tree, CancellationToken cancellationToken)
    {
        var stop = tree.StopAsync(TimeSpan.FromSeconds(2), _clock, cancellationToken);
        while (!stop.IsCompleted)
        {
            await Task.WhenAny(stop, _clock.WaitedForAsync(BetweenLooks));
            _clock.Advance(BetweenLooks);
        }

        return await stop;
    }

    /// <summary>Cannot be looked at for some looks; then nobody is there.</summary>
    private sealed class BlindTree(int blindLooks) : IProcessTree
    {
        private const int TooManyOpenFiles = 24;
        private int _looks;

        public string Proof => "blind";

        public bool IsReleased { get; private set; }

        public bool IsKilled { get; private set; }

        public IReadOnlyList<ProcessIdentity> List() =>
            _looks++ < blindLooks ? throw new IOException("Too many open files", TooManyOpenFiles) : [];

        public void Kill(IReadOnlyList<ProcessIdentity> processes) => IsKilled = true;

        public Task ChangedAsync(IReadOnlyList<ProcessIdentity> processes, TimeSpan limit, CancellationToken cancellationToken) => Task.CompletedTask;

        public void Release() => IsReleased = true;
    }
}
