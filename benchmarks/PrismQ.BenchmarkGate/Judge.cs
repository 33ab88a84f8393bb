namespace PrismQ.BenchmarkGate;

/// <summary>Makes verdicts of launches. A first set that looks slower is only believed when a second one agrees.</summary>
/// <param name="explained">Ids of the kernels that the change says to be slower, with its reason in the commit message.</param>
internal sealed class Judge(IReadOnlySet<string> explained)
{
    public const double InvestigateAbove = 1.10;
    public const double FailAbove = 1.20;
    public const double MoreAllocations = 1.10;

    /// <summary>From here on a second set is measured: lower than the limit, so that noise cannot hide what lies just above it.</summary>
    public const double LookAgainAbove = 1.06;

    /// <summary>The launches of one version may differ by this factor before nothing can be said.</summary>
    private const double MostSpread = 2;

    /// <summary>The kernels that look slower in a first set, and those of which that cannot be excluded.</summary>
    public static IReadOnlyList<string> Suspects(IReadOnlyList<LaunchPair> pairs) =>
        [.. SharedIds(pairs).Where(id => RatioOf(pairs, id) is var ratio && (ratio.Value > LookAgainAbove || ratio.High > FailAbove))];

    public IReadOnlyList<KernelVerdict> Decide(IReadOnlyList<LaunchPair> first, IReadOnlyList<LaunchPair> second) =>
        [.. first.SelectMany(pair => pair.Base.Values.Concat(pair.Change.Values))
            .DistinctBy(kernel => kernel.Id)
            .OrderBy(kernel => kernel.Feature, StringComparer.Ordinal)
            .ThenBy(kernel => kernel.Id, StringComparer.Ordinal)
            .Select(kernel => Decide(kernel, first, second))];

    private KernelVerdict Decide(Measurement kernel, IReadOnlyList<LaunchPair> first, IReadOnlyList<LaunchPair> second)
    {
        var id = kernel.Id;
        LaunchPair[] repeated = [.. second.Where(pair => pair.Base.ContainsKey(id))];
        IReadOnlyList<LaunchPair> pairs = [.. first, .. repeated];
        var sets = pairs.Count / first.Count;
        var before = pairs.All(pair => Measured(pair.Base, id)) ? TimesOf(pairs.Select(pair => pair.Base[id])) : null;
        if (!pairs.All(pair => Measured(pair.Change, id)))
        {
            var error = pairs.Select(pair => pair.Change.GetValueOrDefault(id)?.Error).FirstOrDefault(text => text is not null);
            return new(id, kernel.Feature, Verdict.Fail, error ?? "missing or renamed", before, null, null, sets);
        }

        var after = TimesOf(pairs.Select(pair => pair.Change[id]));
        var budget = pairs[0].Change[id].BudgetNanoseconds;
        var ratio = before is null ? null : RatioOf(pairs, id);
        var (verdict, reason) =
            after.Nanoseconds > budget ? (Verdict.Fail, $"over its budget of {budget / 1000:0.###} µs")
            : before is null || ratio is null ? (Verdict.New, "not in the base")
            : AllocatesMore(before, after) ? (Verdict.Fail, "allocates more")
            : Speed(id, ratio, first, repeated);
        return new(id, kernel.Feature, verdict, reason, before, after, ratio, sets);
    }

    private (Verdict Verdict, string Reason) Speed(string id, Ratio ratio, IReadOnlyList<LaunchPair> first, LaunchPair[] second)
    {
        if (ratio.Value <= InvestigateAbove)
        {
            return ratio.High > FailAbove ? (Verdict.Unclear, "too noisy: more than 20 % slower cannot be excluded") : (Verdict.Ok, "");
        }

        if (Spread(first.Concat(second).Select(pair => pair.Base[id].Nanoseconds)) > MostSpread)
        {
            return (Verdict.Unclear, "the base's own launches differ too much");
        }

        if (second.Length == 0 || RatioOf(second, id).Value <= LookAgainAbove)
        {
            return ratio.High > FailAbove
                ? (Verdict.Unclear, "too noisy: the sets do not agree")
                : (Verdict.Ok, "a second set did not agree that it is slower");
        }

        if (ratio.Low <= 1)
        {
            return (Verdict.Unclear, "too noisy: its interval holds that nothing has changed");
        }

        return ratio.Value > FailAbove ? (Verdict.Fail, "slower")
            : explained.Contains(id) ? (Verdict.Explained, "slower, explained in the change")
            : (Verdict.Investigate, "slower: the change must say why");
    }

    private static IEnumerable<string> SharedIds(IReadOnlyList<LaunchPair> pairs) =>
        pairs[0].Base.Keys.Where(id => pairs.All(pair => Measured(pair.Base, id) && Measured(pair.Change, id)));

    private static bool Measured(IReadOnlyDictionary<string, Measurement> launch, string id) =>
        launch.TryGetValue(id, out var kernel) && kernel.Error is null;

    private static Ratio RatioOf(IReadOnlyList<LaunchPair> pairs, string id) => Ratio.Of(
        [.. pairs.Select(pair => pair.Base[id].Nanoseconds)],
        [.. pairs.Select(pair => pair.Change[id].Nanoseconds)]);

    private static KernelTimes TimesOf(IEnumerable<Measurement> launches)
    {
        var all = launches.ToArray();
        return new(
            Ratio.LowerQuartile([.. all.Select(launch => launch.Nanoseconds)]),
            Ratio.Median([.. all.Select(launch => launch.AllocatedBytes)]));
    }

    /// <summary>A byte is the least that counts, so that a base without allocations has a limit too.</summary>
    private static bool AllocatesMore(KernelTimes before, KernelTimes after) =>
        after.AllocatedBytes > Math.Max(before.AllocatedBytes * MoreAllocations, before.AllocatedBytes + 1);

    private static double Spread(IEnumerable<double> times)
    {
        var all = times.ToArray();
        return all.Max() / all.Min();
    }
}
