using Microsoft.Extensions.Logging;
using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>Starts scripts whose output the server carries into their files; they end with the server.</summary>
internal sealed class AttachedLauncher(
    ControlGroups groups, ProcessTrees trees, ProcessWatcher watcher, RunAdoption adoption, TimeProvider time, ILogger<AttachedLauncher> log)
    : IProcessLauncher
{
    public bool OutlivesServer => false;

    public bool AdoptsByFolder => ProcessTable.IsReadable;

    public async Task<ILaunchedProcess> StartAsync(ProcessSpec spec, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StartChecks.Verify(spec);
        var group = groups.Create(spec.RunId);
        var pump = new OutputPump(spec.Folder, log);
        try
        {
            var (program, arguments) = group is null
                ? (spec.FileName, spec.Arguments)
                : (Shell.Path, ["-c", Shell.JoinGroup, "prismq", Shell.Members(group), spec.FileName, .. spec.Arguments]);
            var environment = ProcessEnvironment.Of(spec);
            LaunchRecord.Announce(spec.Folder);
            var pid = PosixSpawn.Start(program, arguments, spec.WorkingDirectory, environment, pump.Stdout, pump.Stderr);
            pump.Start();
            var tree = trees.Of(spec.RunId, group, leader: pid, supervisor: null);
            return new AttachedProcess(await ProcessTable.IdentifyAsync(pid, time), pump, tree, watcher, time);
        }
        catch
        {
            pump.Dispose();
            groups.Remove(spec.RunId);
            throw;
        }
    }

    public Task<Adoption> AdoptAsync(RunId runId, RunFolder folder, ProcessIdentity? process, CancellationToken cancellationToken) =>
        adoption.AdoptAsync(runId, folder, process, cancellationToken);
}
