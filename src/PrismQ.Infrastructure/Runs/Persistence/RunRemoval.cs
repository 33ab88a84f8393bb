using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Persistence;

/// <summary>Removes one batch of ended runs: first those beyond the number to keep, then those beyond the age, both oldest first.</summary>
internal static class RunRemoval
{
    public static async Task<IReadOnlyList<RunId>> RemoveAsync(WriteSession session, DateTimeOffset? endedBefore, long? keep, int batchSize)
    {
        var removed = new List<RunId>();
        if (keep is { } most && await session.ReadAsync<long>(RunSql.CountEnded) - most is > 0 and var excess)
        {
            await RemoveAsync(RunSql.RemoveOldest, new { Limit = Math.Min(excess, batchSize) });
        }

        if (endedBefore is { } before && removed.Count < batchSize)
        {
            await RemoveAsync(RunSql.RemoveEndedBefore, new { Before = before.ToUnixMicroseconds(), Limit = (long)batchSize - removed.Count });
        }

        return removed;

        async Task RemoveAsync(string sql, object parameters) =>
            removed.AddRange((await session.QueryAsync<string>(sql, parameters)).Select(id => new RunId(id)));
    }
}
