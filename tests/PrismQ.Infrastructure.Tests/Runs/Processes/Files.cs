namespace PrismQ.Infrastructure.Tests.Runs.Processes;

/// <summary>Waits for what other processes write, with a limit, and reads what the kernel says of them.</summary>
internal static class Files
{
    public static Task ContainsAsync(string path, string text) =>
        UntilAsync(path, () => File.Exists(path) && File.ReadAllText(path).Contains(text, StringComparison.Ordinal));

    public static Task AppearsAsync(string path) => UntilAsync(path, () => File.Exists(path));

    public static async Task<string> ReadWhenThereAsync(string path)
    {
        await UntilAsync(path, () => File.Exists(path));
        return await File.ReadAllTextAsync(path);
    }

    /// <summary>The memory of a process, what it shares with others divided among them.</summary>
    public static long ProportionalKilobytes(int pid) => long.Parse(
        File.ReadLines($"/proc/{pid}/smaps_rollup").Single(line => line.StartsWith("Pss:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        System.Globalization.CultureInfo.InvariantCulture);

    private static async Task UntilAsync(string path, Func<bool> isTrue)
    {
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(Path.GetDirectoryName(path) ?? "/") { EnableRaisingEvents = true };
        void Look(object sender, FileSystemEventArgs change)
        {
            if (isTrue())
            {
                changed.TrySetResult();
            }
        }

        watcher.Changed += Look;
        watcher.Created += Look;
        watcher.Renamed += Look;
        if (!isTrue())
        {
            await changed.Task.WaitAsync(LauncherBed.Limit);
        }
    }
}
