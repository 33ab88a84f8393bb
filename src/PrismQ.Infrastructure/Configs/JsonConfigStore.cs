using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PrismQ.Application.Common;
using PrismQ.Application.Configs;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;
using PrismQ.Infrastructure.Common;

namespace PrismQ.Infrastructure.Configs;

/// <summary>Configurations as one JSON file a module, in the data folder's <c>configs</c>.</summary>
internal sealed partial class JsonConfigStore(
    IOptions<StorageOptions> options, ISecretProtector protector, TimeProvider time, ILogger<JsonConfigStore> logger)
    : IConfigStore, IDisposable
{
    // Far beyond what a request can save (a body is limited): a larger file is not ours.
    private const long MaxBytes = 16 * 1024 * 1024;

    private readonly string _folder = Path.Combine(options.Value.DataPath, "configs");
    private readonly ConfigDocument _document = new(protector);
    private readonly ConfigCache _cache = new(time);
    private readonly StripedLock _locks = new();

    public async ValueTask<ModuleConfig?> FindAsync(ModuleId moduleId, CancellationToken cancellationToken)
    {
        var path = PathOf(moduleId);
        try
        {
            if (_cache.TryGetRecent(moduleId, out var recent))
            {
                return recent;
            }

            var look = _cache.Look(path);
            return _cache.TryGet(moduleId, look, out var known) ? known : await ReadAsync(moduleId, path, look, cancellationToken);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogUnreadable(moduleId, exception);
            throw new StorageUnavailableException($"The configuration of module {moduleId} cannot be read.", exception);
        }
    }

    public async Task SaveAsync(ModuleConfig config, IReadOnlySet<string> secretNames, CancellationToken cancellationToken)
    {
        var path = PathOf(config.ModuleId);
        using var held = await _locks.EnterAsync(config.ModuleId, cancellationToken);
        try
        {
            var before = config.LostSecrets.Count == 0 ? [] : await File.ReadAllBytesAsync(path, cancellationToken);
            PrivateFiles.CreateFolderIn(options.Value.DataPath, _folder);
            await AtomicFile.WriteAsync(path, _document.Write(config, secretNames, before), cancellationToken);
            _cache.Drop(config.ModuleId);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            LogUnwritable(config.ModuleId, exception);
            throw new StorageUnavailableException($"The configuration of module {config.ModuleId} cannot be saved.", exception);
        }
    }

    public async Task<bool> DeleteAsync(ModuleId moduleId, CancellationToken cancellationToken)
    {
        using var held = await _locks.EnterAsync(moduleId, cancellationToken);
        try
        {
            var path = PathOf(moduleId);
            var wasThere = File.Exists(path);
            if (wasThere)
            {
                File.Delete(path);
                FolderSync.Flush(_folder);
            }

            _cache.Drop(moduleId);
            return wasThere;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogUnwritable(moduleId, exception);
            throw new StorageUnavailableException($"The configuration of module {moduleId} cannot be removed.", exception);
        }
    }

    public void Dispose() => _locks.Dispose();

    private async ValueTask<ModuleConfig?> ReadAsync(ModuleId moduleId, string path, FileLook look, CancellationToken cancellationToken)
    {
        try
        {
            if (look.Stamp?.Length > MaxBytes)
            {
                throw new JsonException("It is too large to be a configuration.");
            }

            var config = look.Stamp is null ? null : _document.Read(moduleId, await File.ReadAllBytesAsync(path, cancellationToken));
            if (config is null or { LostSecrets.Count: 0 })
            {
                _cache.Keep(moduleId, config, look);
            }

            return config;
        }
        catch (JsonException exception)
        {
            LogForeign(moduleId, exception.Message);
            throw new StorageUnavailableException(
                $"The saved configuration of module {moduleId} is damaged or was not written by this installation. "
                + "Saving or deleting the configuration replaces it.",
                exception);
        }
    }

    private string PathOf(ModuleId moduleId) => Path.Combine(_folder, moduleId.Value + ".json");

    [LoggerMessage(2000, LogLevel.Error, "The configuration of module {ModuleId} cannot be read")]
    private partial void LogUnreadable(ModuleId moduleId, Exception exception);

    [LoggerMessage(2001, LogLevel.Error, "The configuration of module {ModuleId} cannot be written")]
    private partial void LogUnwritable(ModuleId moduleId, Exception exception);

    [LoggerMessage(2002, LogLevel.Error, "The saved configuration of module {ModuleId} is damaged or foreign: {Reason}")]
    private partial void LogForeign(ModuleId moduleId, string reason);
}
