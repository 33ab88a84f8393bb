namespace PrismQ.BenchmarkGate.Tests;

/// <summary>Launches as a test wants them.</summary>
internal static class Launches
{
    public const string Id = "runs.page";

    public static IReadOnlyList<LaunchPair> Pairs(double baseTime, params double[] changeTimes) =>
        [.. changeTimes.Select(time => new LaunchPair(Launch(Kernel(baseTime)), Launch(Kernel(time))))];

    public static IReadOnlyList<LaunchPair> Same(Measurement? before, Measurement? after) =>
        [.. Enumerable.Range(0, 5).Select(_ => new LaunchPair(Launch(before), Launch(after)))];

    public static Measurement Kernel(double time = 100, double bytes = 1000, double budget = 1e9, string? error = null) =>
        new(Id, "Runs", time, bytes, budget, error);

    private static Dictionary<string, Measurement> Launch(Measurement? kernel) =>
        kernel is null ? [] : new() { [kernel.Id] = kernel };
}
