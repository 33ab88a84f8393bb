using System.Reflection;
using BenchmarkDotNet.Attributes;

namespace PrismQ.Benchmarks.Gate;

/// <summary>A benchmark that the gate measures, ready to be set up.</summary>
internal sealed class Kernel(MethodInfo method, KernelAttribute attribute)
{
    /// <summary>Where results go, so that no compiler can leave out what makes them.</summary>
    private static object? _sink;

    private object? _suite;

    public string Id => attribute.Id;

    public double BudgetNanoseconds => attribute.BudgetMicroseconds * 1000;

    /// <summary>The folder of the suite: the feature.</summary>
    public string Feature => method.DeclaringType?.Namespace?.Split('.')[^1] ?? "";

    /// <summary>Makes the suite as BenchmarkDotNet would.</summary>
    /// <returns>Runs the benchmark once.</returns>
    public async Task<Action> SetUpAsync()
    {
        _suite = Activator.CreateInstance(method.DeclaringType ?? typeof(object));
        await CallAsync<GlobalSetupAttribute>();
        return OperationOf(method, _suite);
    }

    public Task CleanUpAsync() => CallAsync<GlobalCleanupAttribute>();

    public static IEnumerable<Kernel> All() =>
        from type in typeof(Kernel).Assembly.GetTypes()
        from method in type.GetMethods()
        let attribute = method.GetCustomAttribute<KernelAttribute>()
        where attribute is not null
        orderby attribute.Id
        select new Kernel(method, attribute);

    private async Task CallAsync<T>()
        where T : Attribute
    {
        foreach (var called in method.DeclaringType?.GetMethods().Where(candidate => candidate.IsDefined(typeof(T))) ?? [])
        {
            if (called.Invoke(_suite, null) is Task running)
            {
                await running;
            }
        }
    }

    private static Action OperationOf(MethodInfo method, object? suite)
    {
        if (method.ReturnType == typeof(void))
        {
            return method.CreateDelegate<Action>(suite);
        }

        if (typeof(Task).IsAssignableFrom(method.ReturnType))
        {
            var start = method.CreateDelegate<Func<Task>>(suite);
            return () => start().GetAwaiter().GetResult();
        }

        var maker = method.ReturnType.IsValueType ? nameof(OfValue) : nameof(OfReference);
        return (Action?)typeof(Kernel).GetMethod(maker, BindingFlags.NonPublic | BindingFlags.Static)
            ?.MakeGenericMethod(method.ReturnType).Invoke(null, [method, suite]) ?? throw new InvalidOperationException(method.Name);
    }

    private static Action OfReference<T>(MethodInfo method, object suite)
        where T : class
    {
        var operation = method.CreateDelegate<Func<T>>(suite);
        return () => Volatile.Write(ref _sink, operation());
    }

    private static Action OfValue<T>(MethodInfo method, object suite)
        where T : struct
    {
        var operation = method.CreateDelegate<Func<T>>(suite);
        return () => Sink<T>.Value = operation();
    }

    private static class Sink<T>
    {
        public static T? Value;
    }
}
