namespace PrismQ.Infrastructure.SystemStatus;

/// <summary>Space on a folder's file system, in bytes; free is what an unprivileged user may use.</summary>
internal readonly record struct DiskSpace(long Free, long Total)
{
    /// <summary>Null when the folder, or its disk, is not there.</summary>
    public static DiskSpace? Of(string folder)
    {
        try
        {
            // Unix answers for any folder; Windows wants the volume's root.
            var drive = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(folder) ?? folder : folder);
            return new DiskSpace(drive.AvailableFreeSpace, drive.TotalSize);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
