namespace PrismQ.Domain.Modules;

/// <summary>The name by which a module is known in the registry, in addresses and in the history.</summary>
public readonly record struct ModuleId(string Value)
{
    public const int MaxLength = 64;

    /// <summary>Letters, digits, <c>_</c> and <c>-</c>, beginning with a letter or digit: safe in a path, an address and a run id.</summary>
    public static bool IsValid(string? value) =>
        value is { Length: > 0 and <= MaxLength }
        && char.IsAsciiLetterOrDigit(value[0])
        && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    public override string ToString() => Value;
}
