namespace PrismQ.Benchmarks.Gate;

/// <summary>Has the gate measure a benchmark: one that takes no arguments, always does the same, and uses its own thread only.</summary>
/// <param name="id">Names it for ever; a changed body gets a new id.</param>
/// <param name="budgetMicroseconds">What one operation may take at most, generous enough for a slow machine.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KernelAttribute(string id, double budgetMicroseconds) : Attribute
{
    public string Id { get; } = id;

    public double BudgetMicroseconds { get; } = budgetMicroseconds;
}
