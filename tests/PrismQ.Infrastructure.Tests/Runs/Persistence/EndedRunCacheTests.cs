using PrismQ.Infrastructure.Runs.Persistence;
using PrismQ.Testing.Runs;

namespace PrismQ.Infrastructure.Tests.Runs.Persistence;

internal sealed class EndedRunCacheTests
{
    private readonly EndedRunCache _cache = new();

    [Test]
    public void Remove_AfterManyRuns_LeavesNothingOfThem()
    {
        var run = new RunBuilder().Completed().Build();

        for (var number = 0; number < 100_000; number++)
        {
            _cache.Keep(run, 0, _cache.Removals);
            _cache.Remove([run.Id]);
        }

        _cache.Count.Should().Be(0);
    }

    [Test]
    public void Keep_WhenThereIsNoRoom_LetsTheLongestKeptGo()
    {
        var runs = Enumerable.Range(0, EndedRunCache.Capacity + 1)
            .Select(second => new RunBuilder().CreatedAt(DateTimeOffset.UnixEpoch.AddSeconds(second)).Completed().Build()).ToList();
        _cache.Keep(runs[0], 0, _cache.Removals);
        _cache.Remove([runs[0].Id]);

        runs[1..].Append(runs[0]).ToList().ForEach(run => _cache.Keep(run, 0, _cache.Removals));

        _cache.Count.Should().Be(EndedRunCache.Capacity);
        _cache.Find(runs[1].Id.Value).Should().BeNull();
        _cache.Find(runs[0].Id.Value).Should().BeSameAs(runs[0]);
    }
}
