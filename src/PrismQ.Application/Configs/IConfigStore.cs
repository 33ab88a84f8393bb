using PrismQ.Application.Common;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;

namespace PrismQ.Application.Configs;

/// <summary>Saved configurations, one document a module. Thread-safe; lives as long as the process.</summary>
public interface IConfigStore
{
    /// <summary>
    /// The saved configuration, or null when there is none. Edits from outside are seen. Secrets whose keys are gone are
    /// <see cref="ModuleConfig.LostSecrets"/>.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The document cannot be read, or is no configuration.</exception>
    ValueTask<ModuleConfig?> FindAsync(ModuleId moduleId, CancellationToken cancellationToken);

    /// <summary>Replaces the configuration, whole or not at all; on return it is on disk.</summary>
    /// <param name="secretNames">The parameters whose values are encrypted in the document.</param>
    /// <exception cref="StorageUnavailableException">The document cannot be written; the earlier one stands.</exception>
    Task SaveAsync(ModuleConfig config, IReadOnlySet<string> secretNames, CancellationToken cancellationToken);

    /// <summary>Removes the configuration.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="StorageUnavailableException">The document cannot be removed.</exception>
    Task<bool> DeleteAsync(ModuleId moduleId, CancellationToken cancellationToken);
}
