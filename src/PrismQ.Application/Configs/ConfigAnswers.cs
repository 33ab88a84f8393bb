using System.Runtime.CompilerServices;
using AutoMapper;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;

namespace PrismQ.Application.Configs;

/// <summary>
/// Makes the answers that show a configuration. The merged one is the same instance until the module or what is saved changes, so that
/// what is made of it can be kept with it. Thread-safe.
/// </summary>
internal sealed class ConfigAnswers(IMapper mapper)
{
    private readonly ConditionalWeakTable<Module, MergedAnswer> _merged = [];

    /// <summary>The module's defaults with what is saved laid over them, passwords masked.</summary>
    public ModuleConfigDto Merged(Module module, ModuleConfig? saved)
    {
        if (_merged.TryGetValue(module, out var known) && ReferenceEquals(known.Saved, saved))
        {
            return known.Answer;
        }

        var config = saved ?? new ModuleConfig(module.Id, ParameterValues.Empty, UpdatedAt: null);
        var answer = Exactly(module, config with { Parameters = module.Defaults().With(config.Parameters) });
        _merged.AddOrUpdate(module, new MergedAnswer(saved, answer));
        return answer;
    }

    /// <summary>What is saved and nothing else, passwords masked.</summary>
    public ModuleConfigDto Exactly(Module module, ModuleConfig config) =>
        mapper.Map<ModuleConfigDto>(config with { Parameters = config.Masked(module) }) with
        {
            Warnings = [.. config.LostSecrets.Order(StringComparer.Ordinal).Select(LostSecret)],
        };

    private static string LostSecret(string name) =>
        $"{name}: the saved password cannot be decrypted, because the encryption keys are gone or others. "
        + "Save it anew, which replaces it, or restore the folder of the keys and restart the server.";

    private sealed record MergedAnswer(ModuleConfig? Saved, ModuleConfigDto Answer);
}
