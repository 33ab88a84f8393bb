using System.Globalization;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>Knows a run's processes by its control group (cgroup v2), which no process can leave by what it does to itself.</summary>
/// <param name="folder">The group's folder; a folder that is not there is an empty group.</param>
internal sealed class ControlGroupTree(string folder, ProcessIdentity? supervisor, DescriptorWatcher descriptors) : IProcessTree
{
    /// <summary>Each takes some ten microseconds; a process that ends is out of the list a moment before it is out of the group.</summary>
    private const int MostLooks = 100;

    public string Proof => "cgroup";

    private string Events => Path.Combine(folder, "cgroup.events");

    /// <exception cref="IOException">There are processes, but each ends before it can be looked at.</exception>
    public IReadOnlyList<ProcessIdentity> List()
    {
        for (var look = 0; look < MostLooks; look++)
        {
            if (!IsPopulated())
            {
                return [];
            }

            int[] members = [.. Groups().SelectMany(Members)];
            ProcessEntry[] found = [.. members.Select(ProcessTable.Find).OfType<ProcessEntry>()];
            ProcessIdentity[] scripts =
                [.. found.Where(process => !ProcessTable.IsSupervisor(process, supervisor)).Select(process => process.Identity)];

            // One that has ended since may have forked another, which is not among these.
            if (scripts.Length > 0 || (found.Length > 0 && found.Length == members.Length))
            {
                return scripts;
            }
        }

        throw new IOException($"The processes in {folder} end before they can be looked at.");
    }

    public void Kill(IReadOnlyList<ProcessIdentity> processes)
    {
        try
        {
            File.WriteAllText(Path.Combine(folder, "cgroup.kill"), "1");
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            // Before Linux 5.14 there is no such file; the caller lists again until nobody is left.
            foreach (var process in processes)
            {
                _ = LibC.SendSignal(process.Id, LibC.Kill);
            }
        }
    }

    public async Task ChangedAsync(IReadOnlyList<ProcessIdentity> processes, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        over.CancelAfter(limit);
        try
        {
            using var events = File.OpenHandle(Events, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

            // The kernel reports a change of this file since it was last read through the same descriptor.
            if (IsPopulated(events))
            {
                await descriptors.WaitAsync(events, LibC.PollPriority, over.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The caller looks at its clock.
        }
        catch (IOException)
        {
            // The group was removed, so it was empty.
        }
    }

    public void Release()
    {
        foreach (var group in Groups().Reverse())
        {
            ControlGroups.TryRemove(group);
        }
    }

    private static bool IsPopulated(Microsoft.Win32.SafeHandles.SafeFileHandle events)
    {
        Span<byte> text = stackalloc byte[128];
        var length = RandomAccess.Read(events, text, fileOffset: 0);
        return text[..length].IndexOf("populated 1"u8) >= 0;
    }

    private static IEnumerable<int> Members(string group)
    {
        try
        {
            return [.. File.ReadLines(Path.Combine(group, "cgroup.procs")).Select(line => int.Parse(line, CultureInfo.InvariantCulture))];
        }
        catch (IOException gone) when (!Descriptors.AreUsedUp(gone))
        {
            return [];
        }
    }

    private bool IsPopulated()
    {
        try
        {
            using var events = File.OpenHandle(Events, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return IsPopulated(events);
        }
        catch (IOException gone) when (!Descriptors.AreUsedUp(gone))
        {
            return false;
        }
    }

    // A script may have made groups in its group; the outer ones come first.
    private IEnumerable<string> Groups() => Directory.Exists(folder)
        ? [folder, .. Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
        : [];
}
