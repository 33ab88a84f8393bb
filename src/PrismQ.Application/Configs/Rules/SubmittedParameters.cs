using System.Collections.Frozen;
using System.Text.Json;
using PrismQ.Domain.Common;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;

namespace PrismQ.Application.Configs.Rules;

/// <summary>Checks the parameters of a request, after passwords that came masked are replaced by the saved ones. Thread-safe.</summary>
internal sealed class SubmittedParameters(IConfigStore configs, ParameterValidator validator)
{
    /// <exception cref="Common.StorageUnavailableException">A password came masked and the saved one cannot be read.</exception>
    public async Task<Result<ValidatedParameters>> CheckAsync(
        Module module, IReadOnlyDictionary<string, JsonElement> submitted, CancellationToken cancellationToken)
    {
        var given = submitted as ParameterValues ?? new ParameterValues(submitted);
        if (!given.Values.Any(IsMask))
        {
            return validator.Validate(module, given);
        }

        var saved = await configs.FindAsync(module.Id, cancellationToken);
        var unmasked = new ParameterValues(given.SelectMany(pair => Unmask(module, saved, pair.Key, pair.Value)));
        return validator.Validate(module, unmasked).TryGet(out var parameters, out var invalid)
            ? parameters with { LostSecrets = LostOf(saved, unmasked) }
            : invalid;
    }

    /// <summary>Where their fields show, their masks have been refused.</summary>
    private static FrozenSet<string> LostOf(ModuleConfig? saved, ParameterValues given) =>
        saved is null ? [] : saved.LostSecrets.Where(name => IsMask(given.GetValueOrDefault(name))).ToFrozenSet(StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, JsonElement>> Unmask(
        Module module, ModuleConfig? saved, string name, JsonElement value)
    {
        if (!IsMask(value))
        {
            return [KeyValuePair.Create(name, value)];
        }

        var savedValue = saved?.Parameters.GetValueOrDefault(name) ?? default;
        return module.FindParameter(name) switch
        {
            // It was meant, so that nothing else may stand in for it: the mask stays, and is refused.
            { IsSecret: true } when saved?.LostSecrets.Contains(name) == true => [KeyValuePair.Create(name, value)],
            { IsSecret: true } when !savedValue.IsNone() => [KeyValuePair.Create(name, savedValue)],
            { IsSecret: true, Default: { } preset } when !preset.IsNone() => [],
            { IsSecret: true } => [KeyValuePair.Create(name, value)],

            // It was saved as a password, but the module no longer says that it is one: it must not reach a command line now.
            _ when saved is not null && saved.SecretNames.Contains(name) => [],
            _ => [KeyValuePair.Create(name, value)],
        };
    }

    private static bool IsMask(JsonElement value) => value.IsText(ParameterValues.Mask);
}
