using System.Runtime.InteropServices;

namespace PrismQ.Infrastructure.Common;

/// <summary>Flushes the entries of a folder to disk. .NET opens no folders, so this asks the system itself.</summary>
internal static partial class FolderSync
{
    private const int ReadOnly = 0;

    /// <summary>Does what the file system can; some cannot sync a folder, and Windows needs no such thing.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var handle = Open(folder, ReadOnly);
        if (handle >= 0)
        {
            _ = Fsync(handle);
            _ = Close(handle);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Fsync(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
