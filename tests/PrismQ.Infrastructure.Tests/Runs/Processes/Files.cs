namespace PrismQ.Infrastructure.Tests.Runs.Processes;

/// <summary>Waits for what other processes write, with a limit.</summary>
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
