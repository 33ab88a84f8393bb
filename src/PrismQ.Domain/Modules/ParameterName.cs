namespace PrismQ.Domain.Modules;

/// <summary>What a parameter may be called, declared or not: <c>[A-Za-z_][A-Za-z0-9_-]{0,63}</c>, and no reserved name.</summary>
public static class ParameterName
{
    public const int MaxLength = 64;

    private static readonly string[] Reserved = ["__internal__", "__system__", "__private__"];

    public static bool IsWellFormed(string name) =>
        name.Length is > 0 and <= MaxLength
        && (char.IsAsciiLetter(name[0]) || name[0] == '_')
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    public static bool IsReserved(string name) => Reserved.Contains(name, StringComparer.Ordinal);
}
