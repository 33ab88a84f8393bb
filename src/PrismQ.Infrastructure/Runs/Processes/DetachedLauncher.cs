using System.Reflection;
using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>
/// Starts scripts that write their own files, each under a supervisor in a session of its own that outlives the server and records the
/// exit code.
/// </summary>
internal sealed class DetachedLauncher(
    ControlGroups groups, ProcessTrees trees, ProcessWatcher watcher, RunAdoption adoption, TimeProvider time) : IProcessLauncher
{
    private readonly string _supervise = ReadScript();

    public bool OutlivesServer => true;

    public Task<ILaunchedProcess> StartAsync(ProcessSpec spec, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StartChecks.Verify(spec);
        var group = groups.Create(spec.RunId);
        try
        {
            string[] supervisor =
            [
                "-c", _supervise, "prismq-run", LaunchRecord.PathIn(spec.Folder), group is null ? "" : Shell.Members(group),
                spec.Folder.Stdout, spec.Folder.Stderr, spec.FileName,
            ];
            var environment = ProcessEnvironment.Of(spec);
            var pid = PosixSpawn.Start(
                Shell.Path, [.. supervisor, .. spec.Arguments], spec.WorkingDirectory, environment, stdout: null, stderr: null);
            var identity = ProcessTable.Identify(pid);
            var ended = watcher.ReapAsync(pid);
            return Task.FromResult<ILaunchedProcess>(
                new DetachedProcess(identity, spec.Folder, trees.Of(spec.RunId, group, pid, supervisor: pid), ended, time));
        }
        catch (ProcessStartException)
        {
            groups.Remove(spec.RunId);
            throw;
        }
    }

    public Task<Adoption> AdoptAsync(RunId runId, RunFolder folder, ProcessIdentity? process, CancellationToken cancellationToken) =>
        adoption.AdoptAsync(runId, folder, process, cancellationToken);

    private static string ReadScript()
    {
        const string Name = "PrismQ.Infrastructure.Runs.Processes.supervise.sh";
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Name)
            ?? throw new InvalidOperationException($"The resource {Name} is missing.");
        using var reader = new StreamReader(stream);

        // The shell reads it at every start, and it shows in the process list: without its comments.
        var lines = reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#');
        return string.Join('\n', lines);
    }
}
