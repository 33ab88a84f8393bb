using System.Text.Json;
using FluentValidation;
using PrismQ.Domain.Modules;

namespace PrismQ.Application.Configs.Rules;

/// <summary>What every request with parameters must keep, whichever module it is for.</summary>
internal static class ParameterNameRules
{
    public const int MaxCount = 100;

    // Names come from outside: an answer does not repeat more of one than this.
    private const int MaxShown = 80;

    /// <summary>At most 100 parameters, no reserved names, no malformed names. Whether there must be any is for another rule.</summary>
    public static void MustHaveGoodNames<T>(this IRuleBuilder<T, IReadOnlyDictionary<string, JsonElement>?> rule) =>
        rule.Custom((parameters, context) =>
        {
            if (parameters is null)
            {
                return;
            }

            if (parameters.Count > MaxCount)
            {
                context.AddFailure($"Too many parameters: {parameters.Count} were given, at most {MaxCount} are allowed.");
                return;
            }

            foreach (var problem in parameters.Keys.Select(Check).OfType<string>())
            {
                context.AddFailure(problem);
            }
        });

    private static string? Check(string name) =>
        ParameterName.IsReserved(name) ? $"The parameter name '{name}' is reserved."
        : ParameterName.IsWellFormed(name) ? null
        : $"The parameter name '{Shown(name)}' is malformed: use up to {ParameterName.MaxLength} letters, digits, _ and -, "
            + "beginning with a letter or _.";

    private static string Shown(string name) => name.Length <= MaxShown ? name : name[..MaxShown] + "…";
}
