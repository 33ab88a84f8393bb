using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PrismQ.Application.Common;

namespace PrismQ.Infrastructure.Modules;

/// <summary>
/// Has the catalog read its file again when it changes: at once where the system tells of changes, and within seconds where it does not
/// (network shares, mounts of containers, a folder that is made later).
/// </summary>
internal sealed partial class RegistryWatcher(
    JsonModuleCatalog catalog, IOptions<StorageOptions> options, TimeProvider time, ILogger<RegistryWatcher> logger)
    : BackgroundService
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);

    // Editors write in several steps; a state in between would be refused and logged for nothing.
    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim _changed = new(0);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var watcher = Watch(options.Value.ModulesPath);
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await _changed.WaitAsync(PollInterval, stoppingToken))
            {
                await Task.Delay(Debounce, time, stoppingToken);
                while (_changed.Wait(0, stoppingToken))
                {
                    // All that happened until now is read at once.
                }
            }

            catalog.Reload();
        }
    }

    private FileSystemWatcher? Watch(string path)
    {
        try
        {
            var watcher = new FileSystemWatcher(Path.GetDirectoryName(path) ?? ".", Path.GetFileName(path));
            watcher.Changed += (_, _) => _changed.Release();
            watcher.Created += (_, _) => _changed.Release();
            watcher.Deleted += (_, _) => _changed.Release();
            watcher.Renamed += (_, _) => _changed.Release();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or UnauthorizedAccessException)
        {
            LogNotWatched(exception.Message);
            return null;
        }
    }

    [LoggerMessage(1002, LogLevel.Information, "The system tells of no changes to the module registry, which is looked at every 2 s instead: {Reason}")]
    private partial void LogNotWatched(string reason);
}
