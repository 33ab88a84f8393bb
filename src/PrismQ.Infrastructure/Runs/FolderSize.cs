namespace PrismQ.Infrastructure.Runs;

/// <summary>The space that a folder's files take on disk; on Linux without the holes that trimmed logs have.</summary>
internal static class FolderSize
{
    private static readonly EnumerationOptions AllFiles = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = true,
    };

    public static long Of(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).EnumerateFiles("*", AllFiles).Sum(BytesOnDisk);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Removed before it was looked at, or while it was.
            return 0;
        }
    }

    private static long BytesOnDisk(FileInfo file) =>
        OperatingSystem.IsLinux() ? FileStatus.Of(file.FullName)?.BytesOnDisk ?? 0 : file.Length;
}
