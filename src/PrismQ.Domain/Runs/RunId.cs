using System.Globalization;
using PrismQ.Domain.Modules;

namespace PrismQ.Domain.Runs;

/// <summary>Names one run: <c>run_&lt;yyyyMMdd&gt;_&lt;HHmmss&gt;_&lt;module_id&gt;_&lt;8 hex&gt;</c>, UTC.</summary>
public readonly record struct RunId(string Value)
{
    public const int MaxLength = 100;

    /// <summary>Whether a run could have this name: letters, digits, <c>_</c> and <c>-</c>, so that it is safe in a path.</summary>
    public static bool IsValid(string value) =>
        value.Length is > 0 and <= MaxLength && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    public static RunId Create(ModuleId moduleId, DateTimeOffset createdAt, uint random) =>
        new(string.Create(CultureInfo.InvariantCulture, $"run_{createdAt.UtcDateTime:yyyyMMdd_HHmmss}_{moduleId}_{random:x8}"));

    public override string ToString() => Value;
}
