using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>
/// Knows a run's processes by their process group, where the system has neither control groups nor <c>/proc</c> (macOS). The group is
/// listed as one process by its negative id, as signals take it. A process that leaves the group escapes it.
/// </summary>
internal sealed class GroupTree(int leader, DescriptorWatcher descriptors) : IProcessTree
{
    public string Proof => "group";

    public IReadOnlyList<ProcessIdentity> List() => IsAlive() ? [new ProcessIdentity(-leader, StartTime: 0)] : [];

    public void Kill(IReadOnlyList<ProcessIdentity> processes) => LibC.SendSignal(-leader, LibC.Kill);

    public async Task ChangedAsync(IReadOnlyList<ProcessIdentity> processes, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        over.CancelAfter(limit);
        try
        {
            await descriptors.WaitAsync(() => !IsAlive(), over.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The caller looks at its clock.
        }
    }

    public void Release()
    {
    }

    private bool IsAlive() => LibC.SendSignal(-leader, signal: 0) == 0;
}
