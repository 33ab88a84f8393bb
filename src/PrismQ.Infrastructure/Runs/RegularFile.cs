namespace PrismQ.Infrastructure.Runs;

/// <summary>Tells files from folders, links and, on Linux, from pipes, sockets and devices, whose opening could block for ever.</summary>
internal static class RegularFile
{
    public static bool Is(string path)
    {
        var file = new FileInfo(path);
        return file.Exists
            && !file.Attributes.HasFlag(FileAttributes.ReparsePoint)
            && (!OperatingSystem.IsLinux() || FileStatus.Of(path) is { IsRegular: true });
    }
}
