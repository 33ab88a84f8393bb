using System.Globalization;
using System.Text;

namespace PrismQ.BenchmarkGate;

/// <summary>Writes verdicts as Markdown, to be pasted or posted into a review.</summary>
internal sealed class Report(string baseCommit, string changeCommit, int launches)
{
    private const int ChartWidth = 20;

    public string Write(IReadOnlyList<KernelVerdict> verdicts)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"## Benchmark gate: {Headline(verdicts)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Base `{baseCommit[..10]}`, change `{changeCommit[..10]}`, ");
        text.Append(CultureInfo.InvariantCulture, $"{launches} launches of each in turn; CPU time of an operation, lower quartile of the launches.\n");
        foreach (var feature in verdicts.GroupBy(kernel => kernel.Feature))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {feature.Key}\n\n");
            text.Append("| benchmark | base | change | ratio | interval | | bytes | verdict |\n|---|--:|--:|--:|---|---|--:|---|\n");
            foreach (var kernel in feature)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {kernel.Id} | {Time(kernel.Base)} | {Time(kernel.Change)} ");
                text.Append(CultureInfo.InvariantCulture, $"| {kernel.Ratio?.Value:0.00} | {Interval(kernel)} | {Chart(kernel.Ratio)} ");
                text.Append(CultureInfo.InvariantCulture, $"| {Bytes(kernel)} | {Said(kernel)} |\n");
            }
        }

        return text.ToString();
    }

    private static string Headline(IReadOnlyList<KernelVerdict> verdicts) => Gate.OutcomeOf(verdicts) switch
    {
        Outcome.Pass => "pass",
        Outcome.Regression => "regression",
        _ => "cannot judge",
    };

    private static string Said(KernelVerdict kernel) =>
        $"**{kernel.Verdict.ToString().ToLowerInvariant()}**{(kernel.Reason.Length > 0 ? ": " + kernel.Reason : "")}";

    private static string Interval(KernelVerdict kernel) => kernel.Ratio is { } ratio
        ? string.Create(CultureInfo.InvariantCulture, $"{ratio.Low:0.00}–{ratio.High:0.00} ({ratio.Confidence:P0}{(kernel.Sets > 1 ? $", {kernel.Sets} sets" : "")})")
        : "";

    private static string Time(KernelTimes? times) => times switch
    {
        null => "–",
        { Nanoseconds: >= 1e6 } => string.Create(CultureInfo.InvariantCulture, $"{times.Nanoseconds / 1e6:0.00} ms"),
        { Nanoseconds: >= 1e3 } => string.Create(CultureInfo.InvariantCulture, $"{times.Nanoseconds / 1e3:0.00} µs"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{times.Nanoseconds:0.0} ns"),
    };

    private static string Bytes(KernelVerdict kernel) => (kernel.Base, kernel.Change) switch
    {
        ({ } before, { } after) => string.Create(CultureInfo.InvariantCulture, $"{before.AllocatedBytes:0} → {after.AllocatedBytes:0}"),
        (null, { } after) => string.Create(CultureInfo.InvariantCulture, $"{after.AllocatedBytes:0}"),
        _ => "–",
    };

    /// <summary>Twice as fast at the left end, as fast in the middle, twice as slow at the right end.</summary>
    private static string Chart(Ratio? ratio)
    {
        if (ratio is null)
        {
            return "";
        }

        var place = (int)Math.Round((Math.Clamp(Math.Log2(ratio.Value), -1, 1) + 1) / 2 * ChartWidth);
        var line = new StringBuilder().Append('·', ChartWidth + 1);
        line[ChartWidth / 2] = '|';
        line[place] = '●';
        return $"`{line}`";
    }
}
