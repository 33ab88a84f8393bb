using Microsoft.Extensions.Logging.Abstractions;
using PrismQ.Application.Runs;
using PrismQ.Domain.Modules;
using PrismQ.Domain.Runs;
using PrismQ.Infrastructure.Runs.Processes;

namespace PrismQ.Infrastructure.Tests.Runs.Processes;

/// <summary>A launcher over the real operating system, with run folders of its own. Nothing that it started outlives it.</summary>
internal sealed class LauncherBed : IAsyncDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("prismq-launch-");
    private readonly DescriptorWatcher _descriptors = new();
    private readonly List<RunId> _runs = [];
    private readonly ProcessWatcher _watcher;
    private readonly ProcessTrees _trees;
    private readonly ControlGroups _groups;

    public LauncherBed(Launching kind, bool withGroups)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("Processes are looked up in /proc, which only Linux has.");
        }

        _watcher = new ProcessWatcher(_descriptors);
        _trees = new ProcessTrees(_descriptors, _watcher, TimeProvider.System);
        _groups = withGroups ? ControlGroups.Find(_root.FullName, NullLogger<ControlGroups>.Instance) : ControlGroups.None;
        if (withGroups && !_groups.Exist)
        {
            Assert.Ignore("No control group (cgroup v2) can be made here.");
        }

        Launcher = Create(kind);
    }

    public static string TestModule { get; } = Path.Combine(AppContext.BaseDirectory, "PrismQ.TestModule");

    public IProcessLauncher Launcher { get; }

    public string Root => _root.FullName;

    public IProcessLauncher Create(Launching kind)
    {
        var adoption = new RunAdoption(_groups, _trees, _watcher, TimeProvider.System);
        return kind == Launching.Attached
            ? new AttachedLauncher(_groups, _trees, _watcher, adoption, TimeProvider.System, NullLogger<AttachedLauncher>.Instance)
            : new DetachedLauncher(SupervisorOf(kind), _groups, _trees, _watcher, adoption, TimeProvider.System);
    }

    public ProcessSpec Shell(string script, params string[] arguments) => Spec("/bin/sh", ["-c", script, "script", .. arguments]);

    public ProcessSpec Spec(string program, params string[] arguments)
    {
        var id = RunId.Create(new ModuleId("launch"), DateTimeOffset.UnixEpoch, (uint)Random.Shared.Next());
        _runs.Add(id);
        var folder = _root.CreateSubdirectory(id.Value);
        var files = new RunFolder(
            folder.FullName,
            Path.Combine(folder.FullName, "stdout.log"),
            Path.Combine(folder.FullName, "stderr.log"),
            folder.CreateSubdirectory("output").FullName);
        File.WriteAllBytes(files.Stdout, []);
        File.WriteAllBytes(files.Stderr, []);
        var environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin", [MarkedTree.Variable] = id.Value };
        return new ProcessSpec(id, program, arguments, Root, environment, files);
    }

    public Task<ILaunchedProcess> StartAsync(ProcessSpec spec) => Launcher.StartAsync(spec, CancellationToken.None);

    private static Supervisor SupervisorOf(Launching kind)
    {
        if (kind == Launching.DetachedByShell)
        {
            return Supervisor.Shell;
        }

        if (Supervisor.Native() is not { } native)
        {
            Assert.Ignore("The supervisor was not built: there is no C compiler here.");
            throw new InvalidOperationException();
        }

        return native;
    }

    /// <summary>Starts it and waits for its end.</summary>
    public async Task<ProcessExit> RunAsync(ProcessSpec spec)
    {
        await using var process = await StartAsync(spec);
        return await process.Exit.WaitAsync(Limit);
    }

    /// <summary>The run's processes by the mark in their environment, zombies left out.</summary>
    public static IReadOnlyList<ProcessIdentity> Alive(RunId runId) =>
        [.. ProcessTable.List().Select(entry => entry.Identity).Where(process => ProcessTable.HasVariable(
            process.Id, System.Text.Encoding.UTF8.GetBytes($"{MarkedTree.Variable}={runId}")))];

    public async ValueTask DisposeAsync()
    {
        // Again and again: a process may fork while another is being killed.
        foreach (var run in _runs)
        {
            await _trees.Of(run, group: null, leader: null, supervisor: null)
                .StopAsync(TimeSpan.Zero, TimeProvider.System, CancellationToken.None);
        }

        foreach (var run in _runs)
        {
            _groups.Remove(run);
        }

        _groups.Dispose();
        _descriptors.Dispose();
        _root.Delete(recursive: true);
    }
}
