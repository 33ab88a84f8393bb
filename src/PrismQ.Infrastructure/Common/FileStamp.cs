namespace PrismQ.Infrastructure.Common;

/// <summary>What tells one state of a file from the next without reading it.</summary>
internal readonly record struct FileStamp(string Path, DateTimeOffset WrittenAt, long Length)
{
    // Two writes within one tick of the file system's clock (up to 16 ms) can leave the same stamp.
    private static readonly TimeSpan ClockTick = TimeSpan.FromMilliseconds(100);

    /// <summary>The file's stamp; null when there is no such file. A link answers for the file that it leads to.</summary>
    /// <exception cref="IOException">The file system cannot say.</exception>
    public static FileStamp? Of(string path)
    {
        FileSystemInfo file = new FileInfo(path);
        if (file.LinkTarget is not null)
        {
            file = file.ResolveLinkTarget(returnFinalTarget: true) ?? file;
        }

        return file is FileInfo { Exists: true } found
            ? new FileStamp(found.FullName, new DateTimeOffset(found.LastWriteTimeUtc), found.Length)
            : null;
    }

    /// <summary>Whether a write after <paramref name="readAt"/> is bound to show as another stamp.</summary>
    public bool IsSettledAt(DateTimeOffset readAt) => readAt - WrittenAt > ClockTick;
}
