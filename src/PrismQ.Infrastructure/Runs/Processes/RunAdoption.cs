using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>Takes over what an earlier server started, by what stands in the run's folder.</summary>
internal sealed class RunAdoption(ControlGroups groups, ProcessTrees trees, ProcessWatcher watcher, TimeProvider time)
{
    public async Task<Adoption> AdoptAsync(
        RunId runId, RunFolder folder, ProcessIdentity? process, CancellationToken cancellationToken)
    {
        var record = LaunchRecord.Read(folder);
        if (record is not { Exit: null })
        {
            return record is null ? await EndAsync(runId, folder, record, process, cancellationToken) : Ended(runId, folder, record);
        }

        if (record.Boot == LaunchRecord.CurrentBoot && (record.Supervisor ?? process) is { } supervisor && ProcessTable.IsAlive(supervisor))
        {
            var ended = EndOfAsync(supervisor);
            var tree = trees.Of(runId, record.Group, supervisor.Id, supervisor);
            return new Adoption(new DetachedProcess(supervisor, folder, tree, ended, time), WasStarted: true);
        }

        // It may have ended between the two looks.
        return LaunchRecord.Read(folder) is { Exit: not null } late
            ? Ended(runId, folder, late)
            : await EndAsync(runId, folder, record, process, cancellationToken);
    }

    /// <summary>Only its parent learns with which exit code.</summary>
    private async Task<int?> EndOfAsync(ProcessIdentity supervisor)
    {
        await watcher.WaitAsync(supervisor, CancellationToken.None);
        return null;
    }

    private Adoption Ended(RunId runId, RunFolder folder, LaunchRecord record)
    {
        var identity = record.Supervisor ?? new ProcessIdentity(0, 0);
        var group = record.Boot == LaunchRecord.CurrentBoot ? record.Group : null;
        var tree = trees.Of(runId, group, leader: null, supervisor: identity);
        return new Adoption(new DetachedProcess(identity, folder, tree, ended: Task.FromResult<int?>(null), time), WasStarted: true);
    }

    private async Task<Adoption> EndAsync(
        RunId runId, RunFolder folder, LaunchRecord? record, ProcessIdentity? process, CancellationToken cancellationToken)
    {
        var wasThere = await trees.Of(runId, group: null, leader: null, supervisor: null).KillAsync(time, cancellationToken);
        if ((record?.Group ?? groups.PathOf(runId)) is { } group)
        {
            wasThere |= await trees.Of(runId, group, leader: null, supervisor: null).KillAsync(time, cancellationToken);
        }

        // A supervisor that was ended just now may have come so far as to begin.
        return new Adoption(Process: null, WasStarted: wasThere || process is not null || File.Exists(LaunchRecord.PathIn(folder)));
    }
}
