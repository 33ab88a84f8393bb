using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>
/// Starts scripts, each under a supervisor in a session of its own that outlives the server, takes the output to its files and records
/// the exit code.
/// </summary>
internal sealed class DetachedLauncher(
    Supervisor supervisor, ControlGroups groups, ProcessTrees trees, ProcessWatcher watcher, RunAdoption adoption, TimeProvider time)
    : IProcessLauncher
{
    public bool OutlivesServer => true;

    public bool AdoptsByFolder => ProcessTable.IsReadable;

    public async Task<ILaunchedProcess> StartAsync(ProcessSpec spec, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StartChecks.Verify(spec);
        var group = groups.Create(spec.RunId);
        try
        {
            var environment = ProcessEnvironment.Of(spec);
            var pid = PosixSpawn.Start(
                supervisor.Program, supervisor.ArgumentsFor(spec, group), spec.WorkingDirectory, environment, stdout: null, stderr: null);
            var identity = await ProcessTable.IdentifyAsync(pid, time);
            var ended = watcher.ReapAsync(pid);
            return new DetachedProcess(identity, spec.Folder, trees.Of(spec.RunId, group, pid, supervisor: identity), ended, time);
        }
        catch (ProcessStartException)
        {
            groups.Remove(spec.RunId);
            throw;
        }
    }

    public Task<Adoption> AdoptAsync(RunId runId, RunFolder folder, ProcessIdentity? process, CancellationToken cancellationToken) =>
        adoption.AdoptAsync(runId, folder, process, cancellationToken);
}
