using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;
using PrismQ.Testing.Runs;

namespace PrismQ.Application.Tests.Runs;

/// <summary>Which pages of the run list are kept, and for how long.</summary>
internal sealed class RunListCacheTests
{
    private const int Kept = 64;

    private static readonly RunListDto Page = new([], 0, 50, 0, null);

    private readonly RunListCache _cache = new();

    [Test]
    public void Find_WhenTheHistoryHasChanged_AnswersNothing()
    {
        _cache.Keep(Query(0), version: 7, Page, length: 0);

        _cache.Find(Query(0), version: 7).Should().BeSameAs(Page);
        _cache.Find(Query(0), version: 8).Should().BeNull();
        _cache.Find(Query(1), version: 7).Should().BeNull("another page was asked for");
    }

    [Test]
    public void Keep_OfAPageThatWasReadBeforeTheLastChange_DoesNotReplaceNewerOnes()
    {
        _cache.Keep(Query(0), version: 8, Page, length: 0);

        _cache.Keep(Query(1), version: 7, Page, length: 0);

        _cache.Find(Query(1), version: 7).Should().BeNull();
        _cache.Find(Query(0), version: 8).Should().BeSameAs(Page);
    }

    [Test]
    public void Keep_OfMorePagesThanAreKept_BeginsAnew()
    {
        for (var offset = 0; offset < Kept; offset++)
        {
            _cache.Keep(Query(offset), version: 1, Page, length: 0);
        }

        var first = _cache.Find(Query(0), version: 1);
        _cache.Keep(Query(Kept), version: 1, Page, length: 0);

        first.Should().BeSameAs(Page, "so many are kept");
        _cache.Find(Query(0), version: 1).Should().BeNull();
        _cache.Find(Query(Kept), version: 1).Should().BeSameAs(Page);
    }

    [TestCase(256 * 1024, true)]
    [TestCase((256 * 1024) + 1, false)]
    public void Keep_OfAPageWithLongParameters_TakesNoMoreThanItsShare(long length, bool isKept)
    {
        _cache.Keep(Query(0), version: 1, Page, length);

        (_cache.Find(Query(0), version: 1) is not null).Should().Be(isKept);
    }

    [Test]
    public async Task List_WithARunThatGoesOn_IsNotKept([Values] RunStatus status)
    {
        await using var orchestra = new Orchestra();
        await orchestra.History.AddAsync(new RunBuilder().In(status).Build(), CancellationToken.None);

        var first = await orchestra.SendAsync(Query(0));
        var second = await orchestra.SendAsync(Query(0));

        ReferenceEquals(first, second).Should().Be(status.IsFinal());
    }

    private static ListRunsQuery Query(int offset) => new(null, null, 50, offset, null);
}
