using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using PrismQ.Application.Runs;
using PrismQ.Domain.Modules;
using PrismQ.Domain.Runs;
using PrismQ.Infrastructure.Runs.Processes;

namespace PrismQ.Benchmarks.Runs;

/// <summary>From start to exit of <c>true</c>: each launcher beside a bare start of the same program.</summary>
[MemoryDiagnoser]
public class LaunchBenchmarks : IDisposable
{
    private const string Program = "/bin/true";

    private readonly Dictionary<string, string> _environment = new() { ["PATH"] = "/usr/bin:/bin" };
    private DirectoryInfo _root = new(".");
    private DescriptorWatcher? _descriptors;
    private ControlGroups _groups = ControlGroups.None;
    private ProcessWatcher? _watcher;
    private IProcessLauncher? _attached;
    private IProcessLauncher? _detached;
    private IProcessLauncher? _detachedWithGroup;
    private uint _run;

    [GlobalSetup]
    public void SetUp()
    {
        _root = Directory.CreateTempSubdirectory("prismq-bench-");
        _descriptors = new DescriptorWatcher();
        _watcher = new ProcessWatcher(_descriptors);
        _groups = ControlGroups.Find(_root.FullName, NullLogger<ControlGroups>.Instance);
        var time = TimeProvider.System;
        var trees = new ProcessTrees(_descriptors, _watcher, time);
        var adoption = new RunAdoption(_groups, trees, _watcher, time);
        _attached = new AttachedLauncher(ControlGroups.None, trees, _watcher, adoption, time, NullLogger<AttachedLauncher>.Instance);
        var supervisor = Supervisor.Native() ?? Supervisor.Shell;
        _detached = new DetachedLauncher(supervisor, ControlGroups.None, trees, _watcher, adoption, time);
        _detachedWithGroup = new DetachedLauncher(supervisor, _groups, trees, _watcher, adoption, time);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _groups.Dispose();
        _descriptors?.Dispose();
        _root.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public async Task<int?> BareStart()
    {
        var pid = PosixSpawn.Start(Program, [], "/", _environment, stdout: null, stderr: null);
        return _watcher is null ? null : await _watcher.ReapAsync(pid);
    }

    [Benchmark]
    public Task<ProcessExit?> Attached() => RunAsync(_attached);

    [Benchmark]
    public Task<ProcessExit?> Detached() => RunAsync(_detached);

    [Benchmark]
    public Task<ProcessExit?> DetachedWithGroup() => RunAsync(_detachedWithGroup);

    private async Task<ProcessExit?> RunAsync(IProcessLauncher? launcher)
    {
        if (launcher is null)
        {
            return null;
        }

        await using var process = await launcher.StartAsync(Spec(), CancellationToken.None);
        var exit = await process.Exit;
        await process.StopAsync(TimeSpan.Zero, CancellationToken.None);
        return exit;
    }

    private ProcessSpec Spec()
    {
        var id = RunId.Create(new ModuleId("bench"), DateTimeOffset.UnixEpoch, _run++);
        var path = Path.Combine(_root.FullName, "run");
        var folder = new RunFolder(path, Path.Combine(path, "stdout.log"), Path.Combine(path, "stderr.log"), path);
        if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path);
            File.WriteAllBytes(folder.Stdout, []);
            File.WriteAllBytes(folder.Stderr, []);
        }

        return new ProcessSpec(id, Program, [], "/", _environment, folder);
    }
}
