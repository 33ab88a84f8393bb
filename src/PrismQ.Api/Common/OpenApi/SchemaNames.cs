using NJsonSchema.Generation;

namespace PrismQ.Api.Common.OpenApi;

/// <summary>Names schemas as the contract does: <c>RunDto</c> is a <c>Run</c> to the outside.</summary>
internal sealed class SchemaNames : DefaultSchemaNameGenerator
{
    private const string Suffix = "Dto";

    public override string Generate(Type type) =>
        base.Generate(type) is var name && name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name;
}
