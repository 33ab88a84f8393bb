using System.Collections.Frozen;
using PrismQ.Domain.Configs;

namespace PrismQ.Application.Configs.Rules;

/// <summary>Parameters that keep their module's rules.</summary>
/// <param name="Given">What the request gave, masked passwords replaced by the saved ones: this is what is saved.</param>
/// <param name="Resolved">Defaults under the given values, hidden parameters left out: this is what the script receives.</param>
/// <param name="Hidden">Names of the parameters that do not show, see <see cref="HiddenParameters"/>.</param>
/// <param name="Warnings">What was accepted but may be a mistake, one sentence each.</param>
internal sealed record ValidatedParameters(
    ParameterValues Given, ParameterValues Resolved, IReadOnlySet<string> Hidden, IReadOnlyList<string> Warnings)
{
    /// <summary>Hidden passwords that came masked and cannot be decrypted now: what is saved of them is kept as it is.</summary>
    public IReadOnlySet<string> LostSecrets { get; init; } = FrozenSet<string>.Empty;
}
