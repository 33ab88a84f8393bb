namespace PrismQ.BenchmarkGate;

/// <summary>How many times as long the change takes as its base.</summary>
/// <param name="Value">The lower quartile of the change's launches over that of the base's: whatever disturbs a launch only makes it slower.</param>
/// <param name="Low">The lower end of the interval that holds the median ratio of a pair with <paramref name="Confidence"/>.</param>
/// <param name="Confidence">0 to 1.</param>
internal sealed record Ratio(double Value, double Low, double High, double Confidence)
{
    private const double WantedConfidence = 0.93;

    /// <summary>
    /// The interval is that of the sign test: it assumes nothing of how the noise is distributed, only that pairs are independent.
    /// </summary>
    public static Ratio Of(IReadOnlyList<double> baseTimes, IReadOnlyList<double> changeTimes)
    {
        var pairs = baseTimes.Zip(changeTimes, (before, after) => after / before).Order().ToArray();
        var (outside, confidence) = Trim(pairs.Length);
        return new Ratio(LowerQuartile(changeTimes) / LowerQuartile(baseTimes), pairs[outside], pairs[^(outside + 1)], confidence);
    }

    /// <summary>Between the two values around a quarter of the way up.</summary>
    public static double LowerQuartile(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToArray();
        var (below, share) = ((sorted.Length - 1) / 4, (sorted.Length - 1) % 4 / 4.0);
        return sorted[below] + (share * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
    }

    public static double Median(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>How many pairs at each end may lie outside, so that the interval is as narrow as the wanted confidence allows.</summary>
    private static (int Outside, double Confidence) Trim(int pairs)
    {
        var (outside, tail, ways) = (0, 0.0, 1.0);
        var confidence = 1 - Math.Pow(2, 1 - pairs);
        while (outside < pairs / 2)
        {
            tail += ways / Math.Pow(2, pairs);
            ways *= (double)(pairs - outside) / (outside + 1);
            var next = 1 - (2 * (tail + (ways / Math.Pow(2, pairs))));
            if (next < WantedConfidence)
            {
                break;
            }

            confidence = next;
            outside++;
        }

        return (outside, confidence);
    }
}
