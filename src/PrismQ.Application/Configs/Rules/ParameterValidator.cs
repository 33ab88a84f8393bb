using System.Text.Json;
using PrismQ.Domain.Common;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;

namespace PrismQ.Application.Configs.Rules;

/// <summary>Checks given values by a module's rules; all problems are answered together. Thread-safe.</summary>
internal sealed class ParameterValidator(ParameterRules rules)
{
    public Result<ValidatedParameters> Validate(Module module, ParameterValues given)
    {
        var resolved = module.Defaults().With(given);
        var hidden = HiddenParameters.Of(module, resolved);
        var undeclared = given.Where(pair => module.FindParameter(pair.Key) is null).ToArray();

        var problems = DeclaredProblems(module, resolved, hidden).Concat(UndeclaredProblems(module, undeclared))
            .ToDictionary(problem => problem.Name, problem => new[] { problem.Message });
        if (problems.Count > 0)
        {
            return ConfigErrors.InvalidParameters(problems);
        }

        return new ValidatedParameters(
            WithoutHiddenMasks(module, given, hidden),
            hidden.Count == 0 ? resolved : new ParameterValues(resolved.Where(pair => !hidden.Contains(pair.Key))),
            hidden,
            [.. undeclared.Select(pair => $"{pair.Key} is not declared by the module; it is kept and passed on as it is.")]);
    }

    private IEnumerable<(string Name, string Message)> DeclaredProblems(
        Module module, ParameterValues resolved, HashSet<string> hidden) =>
        from parameter in module.Parameters
        let value = resolved.GetValueOrDefault(parameter.Name)
        let message = hidden.Contains(parameter.Name) ? CheckHidden(parameter, value) : rules.Check(parameter, value)
        where message is not null
        select (parameter.Name, message);

    private static IEnumerable<(string Name, string Message)> UndeclaredProblems(
        Module module, KeyValuePair<string, JsonElement>[] undeclared) =>
        from pair in undeclared
        let message = module.AdditionalParameters
            ? DeliverableRule.Check(pair.Key, pair.Value)
            : $"{pair.Key} is not a parameter of this module"
        where message is not null
        select (pair.Key, message);

    /// <summary>A mask that nothing stood in for keeps nothing; where its field shows it is refused, where it does not, it is left out.</summary>
    private static ParameterValues WithoutHiddenMasks(Module module, ParameterValues given, HashSet<string> hidden) =>
        hidden.Count == 0 ? given
        : new ParameterValues(given.Where(pair => !hidden.Contains(pair.Key)
            || module.FindParameter(pair.Key) is not { IsSecret: true } || !pair.Value.IsText(ParameterValues.Mask)));

    private static string? CheckHidden(ModuleParameter parameter, JsonElement value) =>
        value.IsNone() ? null : DeliverableRule.Check(parameter.Name, value);
}
