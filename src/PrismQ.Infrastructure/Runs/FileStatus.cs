using System.Runtime.InteropServices;

namespace PrismQ.Infrastructure.Runs;

/// <summary>What Linux knows of a file and .NET does not tell; a link is not followed.</summary>
/// <param name="BytesOnDisk">The space that it takes, holes left out.</param>
internal readonly partial record struct FileStatus(bool IsRegular, long BytesOnDisk)
{
    private const int CurrentFolder = -100;
    private const int DoNotFollowLinks = 0x100;
    private const uint TypeAndBlocks = 0x1 | 0x400;
    private const int StructSize = 256;
    private const int ModeOffset = 28;
    private const int BlocksOffset = 48;
    private const int BlockSize = 512;
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;

    /// <summary>Null when the file cannot be looked at.</summary>
    public static FileStatus? Of(string path)
    {
        // The layout of statx is the same on every architecture, unlike that of stat.
        Span<byte> status = stackalloc byte[StructSize];
        return Statx(CurrentFolder, path, DoNotFollowLinks, TypeAndBlocks, ref MemoryMarshal.GetReference(status)) == 0
            ? new FileStatus(
                (MemoryMarshal.Read<ushort>(status[ModeOffset..]) & TypeMask) == Regular,
                MemoryMarshal.Read<long>(status[BlocksOffset..]) * BlockSize)
            : null;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, ref byte status);
}
