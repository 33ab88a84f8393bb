namespace PrismQ.BenchmarkGate;

/// <summary>What one launch of the benchmark program says of one kernel.</summary>
/// <param name="Id">Names the kernel for ever; a changed body gets a new id.</param>
/// <param name="Nanoseconds">CPU time of one operation in the best batch.</param>
/// <param name="AllocatedBytes">Allocated by one operation.</param>
/// <param name="BudgetNanoseconds">What one operation may take at most, on any machine that runs the gate.</param>
/// <param name="Error">Why the kernel could not be measured; null when it could.</param>
internal sealed record Measurement(
    string Id, string Feature, double Nanoseconds, double AllocatedBytes, double BudgetNanoseconds, string? Error);

/// <summary>The launches of base and change, in pairs that ran one after the other.</summary>
internal sealed record LaunchPair(IReadOnlyDictionary<string, Measurement> Base, IReadOnlyDictionary<string, Measurement> Change);
