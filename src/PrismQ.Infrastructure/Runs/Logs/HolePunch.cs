using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PrismQ.Infrastructure.Runs.Logs;

/// <summary>Gives the disk space of a part of a file back; the file keeps its length, and the part reads as zeros.</summary>
internal static partial class HolePunch
{
    private const int KeepSize = 1;
    private const int PunchHole = 2;
    private const long Beyond = 1L << 40;

    /// <summary>Whether it can be done here, found out by doing it beyond the file's end, where there is nothing.</summary>
    public static bool IsSupported(SafeFileHandle file) => TryPunch(file, new ByteSpan(Beyond, Beyond + 1));

    /// <summary>False where the system or the file system cannot do it: then the part stays.</summary>
    public static bool TryPunch(SafeFileHandle file, ByteSpan span)
    {
        try
        {
            return span.Length <= 0 || (OperatingSystem.IsLinux() && Allocate(file, KeepSize | PunchHole, span.Start, span.Length) == 0);
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
    }

    // glibc's fallocate64 takes 64-bit offsets on every architecture, and musl has it as an alias.
    [LibraryImport("libc", EntryPoint = "fallocate64")]
    private static partial int Allocate(SafeFileHandle file, int mode, long offset, long length);
}
