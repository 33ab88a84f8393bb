using System.Collections.Concurrent;
using PrismQ.Application.Configs;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;

namespace PrismQ.Testing.Configs;

/// <summary>Configurations in memory, and an exception where a test wants the storage to fail.</summary>
public sealed class FakeConfigStore : IConfigStore
{
    private readonly ConcurrentDictionary<ModuleId, ModuleConfig> _configs = new();

    /// <summary>When set, every call throws it.</summary>
    public Exception? Failure { get; set; }

    public ValueTask<ModuleConfig?> FindAsync(ModuleId moduleId, CancellationToken cancellationToken)
    {
        ThrowFailure();
        return ValueTask.FromResult(_configs.GetValueOrDefault(moduleId));
    }

    public Task SaveAsync(ModuleConfig config, IReadOnlySet<string> secretNames, CancellationToken cancellationToken)
    {
        ThrowFailure();
        _configs[config.ModuleId] = config with { SecretNames = secretNames };
        return Task.CompletedTask;
    }

    public Task<bool> DeleteAsync(ModuleId moduleId, CancellationToken cancellationToken)
    {
        ThrowFailure();
        return Task.FromResult(_configs.TryRemove(moduleId, out _));
    }

    /// <summary>The saved passwords cannot be decrypted any more.</summary>
    public void LoseSecrets(ModuleId moduleId)
    {
        var config = _configs[moduleId];
        _configs[moduleId] = config with
        {
            Parameters = config.Parameters.Select((name, value) => config.SecretNames.Contains(name) ? default : value),
            LostSecrets = config.SecretNames,
        };
    }

    private void ThrowFailure()
    {
        if (Failure is { } failure)
        {
            throw failure;
        }
    }
}
