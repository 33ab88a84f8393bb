using System.Reflection;
using BenchmarkDotNet.Running;
using PrismQ.Benchmarks.Gate;

if (args is ["--gate", .. var rest])
{
    await GateLaunch.RunAsync(rest.FirstOrDefault() ?? "", [.. rest.Skip(1)]);
    return;
}

BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args);
