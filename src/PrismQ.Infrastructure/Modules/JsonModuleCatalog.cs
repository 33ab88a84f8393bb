using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PrismQ.Application.Common;
using PrismQ.Application.Configs.Rules;
using PrismQ.Application.Modules;
using PrismQ.Application.SystemStatus;
using PrismQ.Infrastructure.Common;

namespace PrismQ.Infrastructure.Modules;

/// <summary>
/// The modules of the registry file, read when the catalog is made and again when the file changes. A registry that is missing or broken
/// stops nothing: the last good one stays, at first an empty one, and health says what is wrong.
/// </summary>
internal sealed partial class JsonModuleCatalog : IModuleCatalog, IHealthSource
{
    private const long MaxBytes = 16 * 1024 * 1024;

    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _reading = new();
    private readonly RegistryReader _reader;
    private readonly TimeProvider _time;
    private readonly ILogger<JsonModuleCatalog> _logger;
    private readonly string _path;
    private readonly string _fileName;

    private volatile ModuleSnapshot _current = ModuleSnapshot.Empty;
    private LastRead _last = new(null, default, null);

    public JsonModuleCatalog(
        IOptions<StorageOptions> options, ParameterRules values, TimeProvider time, ILogger<JsonModuleCatalog> logger)
    {
        (_reader, _time, _logger) = (new RegistryReader(values), time, logger);
        _path = options.Value.ModulesPath;
        _fileName = Path.GetFileName(_path);
        Reload();
    }

    public ModuleSnapshot Current => _current;

    public Task Loaded => _loaded.Task;

    public IReadOnlyList<string> Problems => _current.Problems;

    /// <summary>Reads the file again if it may have changed. Never throws for what it finds.</summary>
    public void Reload()
    {
        lock (_reading)
        {
            try
            {
                ReadIfChanged();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Refuse([$"{_fileName}: it cannot be read; check that the server's user may read it."], exception);
                _last = new LastRead(null, default, null);
            }
        }
    }

    private void ReadIfChanged()
    {
        var (stamp, readAt) = (FileStamp.Of(_path), _time.GetUtcNow());
        if (stamp is { } known && stamp == _last.Stamp && known.IsSettledAt(_last.ReadAt))
        {
            return;
        }

        if (stamp is not { Length: <= MaxBytes })
        {
            Refuse([stamp is null ? $"{_fileName}: there is no such file; make one or set PrismQ:ModulesFile." : $"{_fileName}: it is larger than 16 MiB."]);
            _last = new LastRead(stamp, readAt, null);
            return;
        }

        var bytes = File.ReadAllBytes(_path);
        var hash = Convert.ToHexString(SHA256.HashData(bytes));
        if (hash != _last.Hash)
        {
            Take(_reader.Read(bytes, _fileName));
        }

        _last = new LastRead(stamp, readAt, hash);
    }

    private void Take(RegistryReading reading)
    {
        if (reading.Problems.Count > 0)
        {
            Refuse(reading.Problems);
            return;
        }

        _current = new ModuleSnapshot(reading.Modules, []);
        _loaded.TrySetResult();
        LogLoaded(reading.Modules.Count, _path);
    }

    private void Refuse(IReadOnlyList<string> problems, Exception? exception = null)
    {
        if (_current.Problems.SequenceEqual(problems))
        {
            return;
        }

        _current = new ModuleSnapshot(_current.Modules, problems);
        LogRefused(exception, _current.Modules.Count, string.Join(Environment.NewLine, problems));
    }

    [LoggerMessage(1000, LogLevel.Information, "Loaded {Count} modules from {Path}")]
    private partial void LogLoaded(int count, string path);

    [LoggerMessage(1001, LogLevel.Error, "The module registry was refused, the last good one with {Count} modules stays: {Problems}")]
    private partial void LogRefused(Exception? exception, int count, string problems);

    private sealed record LastRead(FileStamp? Stamp, DateTimeOffset ReadAt, string? Hash);
}
