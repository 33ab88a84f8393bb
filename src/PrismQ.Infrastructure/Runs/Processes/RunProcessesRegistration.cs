using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PrismQ.Application.Common;
using PrismQ.Application.Runs;
using PrismQ.Application.Runs.Orchestration;

namespace PrismQ.Infrastructure.Runs.Processes;

internal static class RunProcessesRegistration
{
    public static IServiceCollection AddRunProcesses(this IServiceCollection services) => services
        .AddSingleton(_ => new InterpreterCatalog(Environment.GetEnvironmentVariable("PATH")))
        .AddSingleton<CSharpBuilds>()
        .AddSingleton<IScriptResolver, ScriptResolver>()
        .AddSingleton<DescriptorWatcher>()
        .AddSingleton<ProcessWatcher>()
        .AddSingleton<ProcessTrees>()
        .AddSingleton(provider => ControlGroups.Find(
            Path.GetFullPath(provider.GetRequiredService<IOptions<StorageOptions>>().Value.DataDirectory),
            provider.GetRequiredService<ILogger<ControlGroups>>()))
        .AddSingleton<IProcessUsage, ProcessTableUsage>()
        .AddSingleton<RunAdoption>()
        .AddSingleton(_ => Supervisor.Native() ?? Supervisor.Shell)
        .AddSingleton<AttachedLauncher>()
        .AddSingleton<ManagedLauncher>()
        .AddSingleton<DetachedLauncher>()
        .AddSingleton<IProcessLauncher>(provider => provider.GetRequiredService<IOptions<RunOptions>>().Value.Launcher switch
        {
            _ when OperatingSystem.IsWindows() => provider.GetRequiredService<ManagedLauncher>(),
            LauncherKind.Attached => provider.GetRequiredService<AttachedLauncher>(),
            _ => provider.GetRequiredService<DetachedLauncher>(),
        });
}
