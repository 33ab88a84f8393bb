using System.Reflection;
using System.Text.Json;

namespace PrismQ.Benchmarks.Gate;

/// <summary>
/// One launch for the gate: batches of all kernels in turn, so that a disturbance meets each of them, and of each the best one, which the
/// disturbance met least. Prints one line of JSON.
/// </summary>
internal static class GateLaunch
{
    private const int Batches = 40;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <param name="filter">Only kernels whose id contains this.</param>
    /// <param name="ids">Only these; none means all.</param>
    public static async Task RunAsync(string filter, IReadOnlyList<string> ids)
    {
        var runs = new List<KernelRun>();
        var failed = new List<Measured>();
        foreach (var kernel in Kernel.All().Where(kernel => kernel.Id.Contains(filter, StringComparison.Ordinal) && (ids.Count == 0 || ids.Contains(kernel.Id))))
        {
            try
            {
                var run = new KernelRun(kernel, await kernel.SetUpAsync());
                run.Calibrate();
                runs.Add(run);
            }
            catch (Exception exception)
            {
                var cause = exception is TargetInvocationException { InnerException: { } inner } ? inner : exception;
                failed.Add(new Measured(kernel.Id, kernel.Feature, 0, 0, kernel.BudgetNanoseconds, cause.Message.ReplaceLineEndings(" ")));
            }
        }

        for (var batch = 0; batch < Batches; batch++)
        {
            runs.ForEach(run => run.Batch());
        }

        Console.WriteLine(JsonSerializer.Serialize(runs.Select(run => run.Result()).Concat(failed), Json));
        foreach (var run in runs)
        {
            await run.Kernel.CleanUpAsync();
        }
    }
}
