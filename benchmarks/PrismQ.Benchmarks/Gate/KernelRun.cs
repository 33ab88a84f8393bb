namespace PrismQ.Benchmarks.Gate;

/// <summary>One kernel in one launch: its best batch.</summary>
internal sealed class KernelRun(Kernel kernel, Action operation)
{
    private const double BatchNanoseconds = 4e6;

    private int _operations = 1;
    private double _best = double.MaxValue;
    private double _allocated = double.MaxValue;

    public Kernel Kernel => kernel;

    /// <summary>Finds how many operations make a batch, and warms up with them.</summary>
    public void Calibrate()
    {
        operation();
        while (Measure(_operations) is var spent && spent < BatchNanoseconds / 2)
        {
            _operations = spent < BatchNanoseconds / 32 ? _operations * 8 : _operations * 2;
        }
    }

    public void Batch()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var spent = Measure(_operations);
        _allocated = Math.Min(_allocated, (double)(GC.GetAllocatedBytesForCurrentThread() - before) / _operations);
        _best = Math.Min(_best, spent / _operations);
    }

    public Measured Result() => new(kernel.Id, kernel.Feature, _best, Math.Round(_allocated, 1), kernel.BudgetNanoseconds, null);

    private double Measure(int operations)
    {
        var before = ThreadClock.Nanoseconds();
        for (var i = 0; i < operations; i++)
        {
            operation();
        }

        return ThreadClock.Nanoseconds() - before;
    }
}

/// <summary>What a launch says of one kernel; the gate reads it as JSON.</summary>
internal sealed record Measured(
    string Id, string Feature, double Nanoseconds, double AllocatedBytes, double BudgetNanoseconds, string? Error);
