using Microsoft.Win32.SafeHandles;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>Tells when processes end, our own children and others. Thread-safe.</summary>
internal sealed class ProcessWatcher(DescriptorWatcher descriptors)
{
    private const nint PidFdOpen = 434;

    /// <summary>The exit code of a child of ours that ends at once; null when somebody else took it. Blocks until then.</summary>
    public static int? Reap(int pid) => LibC.WaitPid(pid, out var status, options: 0) == pid ? CodeOf(status) : null;

    /// <summary>Waits for a child of ours, takes it out of the process table and answers its exit code, null when somebody else took it.</summary>
    public async Task<int?> ReapAsync(int pid)
    {
        using var descriptor = Open(pid);
        var status = 0;
        var reaped = 0;
        if (descriptor is null)
        {
            await descriptors.WaitAsync(() => (reaped = LibC.WaitPid(pid, out status, LibC.WaitNoHang)) != 0, CancellationToken.None);
        }
        else
        {
            await descriptors.WaitAsync(descriptor, LibC.PollIn, CancellationToken.None);
            reaped = LibC.WaitPid(pid, out status, options: 0);
        }

        return reaped == pid ? CodeOf(status) : null;
    }

    /// <summary>Completes when the process has ended, at once when the id is no longer that process.</summary>
    public async Task WaitAsync(ProcessIdentity process, CancellationToken cancellationToken)
    {
        using var descriptor = Open(process.Id);
        if (HasEnded(process))
        {
            return;
        }

        await (descriptor is null
            ? descriptors.WaitAsync(() => HasEnded(process), cancellationToken)
            : descriptors.WaitAsync(descriptor, LibC.PollIn, cancellationToken));
    }

    /// <summary>False while it cannot be looked: who is not seen has not ended by that.</summary>
    private static bool HasEnded(ProcessIdentity process)
    {
        try
        {
            return !ProcessTable.IsAlive(process);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static SafeFileHandle? Open(int pid)
    {
        var descriptor = OperatingSystem.IsLinux() ? LibC.SystemCall(PidFdOpen, pid, 0, 0) : -1;
        return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    // As a shell reports it: the exit code, or 128 and the signal that ended it.
    private static int CodeOf(int status) => (status & 0x7f) == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f);
}
