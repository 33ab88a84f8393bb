using System.Runtime.InteropServices;

namespace PrismQ.Infrastructure.Runs;

/// <summary>Tells files from folders, links and, on Linux, from pipes, sockets and devices, whose opening could block for ever.</summary>
internal static partial class RegularFile
{
    private const int CurrentFolder = -100;
    private const int DoNotFollowLinks = 0x100;
    private const uint TypeOnly = 1;
    private const int StructSize = 256;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;

    public static bool Is(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Attributes.HasFlag(FileAttributes.ReparsePoint))
        {
            return false;
        }

        // The layout of statx is the same on every architecture, unlike that of stat.
        Span<byte> status = stackalloc byte[StructSize];
        return !OperatingSystem.IsLinux()
            || (Statx(CurrentFolder, path, DoNotFollowLinks, TypeOnly, ref MemoryMarshal.GetReference(status)) == 0
                && (MemoryMarshal.Read<ushort>(status[ModeOffset..]) & TypeMask) == Regular);
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, ref byte status);
}
