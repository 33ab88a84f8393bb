using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>Makes file descriptors that no child inherits by accident.</summary>
internal static unsafe class Descriptors
{
    private const int WriteOnly = 1;
    private const int SetDescriptorFlags = 2;
    private const int CloseOnExec = 1;

    // Numbers that differ between the systems.
    private static int OpenAppend => OperatingSystem.IsMacOS() ? 0x8 : 0x400;

    private static int OpenCloseOnExec => OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;

    public static (SafeFileHandle Read, SafeFileHandle Write) Pipe()
    {
        var ends = stackalloc int[2];
        if (OperatingSystem.IsMacOS())
        {
            Check(LibC.Pipe(ends), "pipe");
            Check(LibC.Control(ends[0], SetDescriptorFlags, CloseOnExec), "fcntl");
            Check(LibC.Control(ends[1], SetDescriptorFlags, CloseOnExec), "fcntl");
        }
        else
        {
            Check(LibC.Pipe(ends, OpenCloseOnExec), "pipe");
        }

        return (new(ends[0], ownsHandle: true), new(ends[1], ownsHandle: true));
    }

    /// <summary>Opens an existing file so that every write goes to its end, whoever else writes or cuts it.</summary>
    public static SafeFileHandle OpenForAppend(string path)
    {
        var descriptor = LibC.Open(path, WriteOnly | OpenAppend | OpenCloseOnExec);
        return descriptor >= 0
            ? new(descriptor, ownsHandle: true)
            : throw new IOException($"Cannot open {path}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    /// <summary>Whether a file could not be opened because the process (EMFILE) or the system (ENFILE) has no descriptor left.</summary>
    public static bool AreUsedUp(Exception exception) => exception is IOException { HResult: 23 or 24 };

    public static int Number(this SafeFileHandle handle) => (int)handle.DangerousGetHandle();

    private static void Check(int result, string call)
    {
        if (result < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"{call}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }
}
