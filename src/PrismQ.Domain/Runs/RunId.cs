using System.Globalization;
using PrismQ.Domain.Modules;

namespace PrismQ.Domain.Runs;

/// <summary>Names one run: <c>run_&lt;yyyyMMdd&gt;_&lt;HHmmss&gt;_&lt;module_id&gt;_&lt;8 hex&gt;</c>, UTC.</summary>
public readonly record struct RunId(string Value)
{
    public const int MaxLength = 100;

    public static RunId Create(ModuleId moduleId, DateTimeOffset createdAt, uint random) =>
        new(string.Create(CultureInfo.InvariantCulture, $"run_{createdAt.UtcDateTime:yyyyMMdd_HHmmss}_{moduleId}_{random:x8}"));

    public override string ToString() => Value;
}
