using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PrismQ.Infrastructure.Runs.Logs;

/// <summary>One look at a raw file: how long it is, and when it was last written, in microseconds since 1970.</summary>
internal readonly partial record struct RawLook(long Length, long WrittenAt)
{
    private const int EmptyPath = 0x1000;
    private const uint SizeAndWriteTime = 0x200 | 0x40;
    private const int StructSize = 256;
    private const int SizeOffset = 40;
    private const int SecondsOffset = 112;
    private const int NanosecondsOffset = 120;

    /// <exception cref="IOException">The file cannot be looked at.</exception>
    public static RawLook Of(SafeFileHandle file)
    {
        // The layout of statx is the same on every architecture; one call tells both, where .NET needs two.
        Span<byte> status = stackalloc byte[StructSize];
        if (OperatingSystem.IsLinux() && Statx(file, 0, EmptyPath, SizeAndWriteTime, ref MemoryMarshal.GetReference(status)) == 0)
        {
            var seconds = MemoryMarshal.Read<long>(status[SecondsOffset..]);
            return new RawLook(
                MemoryMarshal.Read<long>(status[SizeOffset..]), (seconds * 1_000_000) + (MemoryMarshal.Read<uint>(status[NanosecondsOffset..]) / 1000));
        }

        // Windows brings the time of a file up to date when its writer closes it: until then it would be too early.
        var writtenAt = OperatingSystem.IsWindows()
            ? long.MaxValue
            : (File.GetLastWriteTimeUtc(file) - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        return new RawLook(RandomAccess.GetLength(file), writtenAt);
    }

    [LibraryImport("libc", EntryPoint = "statx")]
    private static partial int Statx(SafeFileHandle folder, in byte path, int flags, uint mask, ref byte status);
}
