using System.Collections.Frozen;
using PrismQ.Domain.Modules;

namespace PrismQ.Domain.Configs;

/// <summary>The saved parameter values of a module.</summary>
/// <param name="ModuleId">The module that they belong to.</param>
/// <param name="Parameters">The values; secrets are in the clear here and encrypted wherever they are stored.</param>
/// <param name="UpdatedAt">When they were saved; null when nothing is saved.</param>
public sealed record ModuleConfig(ModuleId ModuleId, ParameterValues Parameters, DateTimeOffset? UpdatedAt)
{
    /// <summary>The values that were saved as passwords, whatever the module calls them now; they are never shown.</summary>
    public IReadOnlySet<string> SecretNames { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The passwords that cannot be decrypted any more; they have no value, and saving keeps what is stored of them.</summary>
    public IReadOnlySet<string> LostSecrets { get; init; } = FrozenSet<string>.Empty;
}
