namespace PrismQ.Infrastructure.Tests.Runs.Persistence;

/// <summary>A file system of its own in memory, so small that it can be filled. Only root may mount one.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    /// <summary>Mounts a disk; ends the test as skipped where that is not allowed.</summary>
    public static async Task<SmallDisk> MountAsync(int kilobytes)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("Only root on Linux can mount a small disk.");
        }

        var disk = new SmallDisk(Directory.CreateTempSubdirectory("prismq-disk-").FullName);
        try
        {
            await Shell.RunAsync("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", disk.Path);
        }
        catch (InvalidOperationException exception)
        {
            Assert.Ignore($"A small disk cannot be mounted here: {exception.Message}");
        }

        return disk;
    }

    public Task MakeReadOnlyAsync() => Shell.RunAsync("mount", "-o", "remount,ro", Path);

    public async ValueTask DisposeAsync()
    {
        await Shell.RunAsync("umount", "-l", Path);
        Directory.Delete(Path);
    }
}
