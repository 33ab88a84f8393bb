using System.Collections.Concurrent;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs;

/// <summary>
/// Pages of the run list, for as long as the history stays as it is. A page with a run that goes on is never kept: its duration and
/// progress change without a commit. Thread-safe.
/// </summary>
internal sealed class RunListCache
{
    /// <summary>Pages that are kept at most, each of up to 100 runs.</summary>
    private const int Capacity = 64;

    /// <summary>Of the parameters on a page that is kept, in bytes.</summary>
    private const long MaxLength = 256 * 1024;

    private volatile Generation _current = new(0);

    public RunListDto? Find(ListRunsQuery query, long version)
    {
        var current = _current;
        return current.Version == version ? current.Pages.GetValueOrDefault(query) : null;
    }

    /// <param name="length">Of the parameters on the page, in bytes.</param>
    public void Keep(ListRunsQuery query, long version, RunListDto page, long length)
    {
        var current = _current;
        if (version < current.Version || page.Runs.Any(run => !run.Status.IsFinal()) || length > MaxLength)
        {
            return;
        }

        if (version > current.Version || current.Pages.Count >= Capacity)
        {
            _current = current = new Generation(version);
        }

        current.Pages[query] = page;
    }

    private sealed record Generation(long Version)
    {
        public ConcurrentDictionary<ListRunsQuery, RunListDto> Pages { get; } = new();
    }
}
