using System.Diagnostics;

namespace PrismQ.EndToEnd.Tests.Reliability;

/// <summary>A file system of its own in memory, so small that it can be filled. Only root may mount one.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    /// <summary>Mounts a disk; ends the test as skipped where that is not allowed.</summary>
    public static async Task<SmallDisk> MountAsync(int megabytes)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("Only root on Linux can mount a small disk.");
        }

        var disk = new SmallDisk(Directory.CreateTempSubdirectory("prismq-disk-").FullName);
        if (await RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", disk.Path) != 0)
        {
            Directory.Delete(disk.Path);
            Assert.Ignore("A small disk cannot be mounted here.");
        }

        return disk;
    }

    /// <summary>Takes the space that is left, all of it or all but so much.</summary>
    public void Fill(int leaveMegabytes = 0)
    {
        using var ballast = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        if (leaveMegabytes > 0)
        {
            ballast.Write(new byte[new DriveInfo(Path).AvailableFreeSpace - (leaveMegabytes * 1024 * 1024)]);
            return;
        }

        foreach (var size in (int[])[256 * 1024, 4096, 1])
        {
            try
            {
                while (true)
                {
                    ballast.Write(new byte[size]);
                }
            }
            catch (IOException)
            {
                // Full for pieces of this size.
            }
        }
    }

    public void Free() => File.Delete(Ballast);

    public async Task MakeReadOnlyAsync(bool isReadOnly) =>
        (await RunAsync("mount", "-o", isReadOnly ? "remount,ro" : "remount,rw", Path)).Should().Be(0, "the disk is remounted");

    public async ValueTask DisposeAsync()
    {
        await RunAsync("umount", "-l", Path);
        Directory.Delete(Path);
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })
            ?? throw new InvalidOperationException($"{program} could not be started.");
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
