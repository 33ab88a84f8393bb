using System.Text.Json;
using System.Text.Json.Serialization;

namespace PrismQ.Infrastructure.Configs;

/// <summary>A configuration as it lies on disk.</summary>
internal sealed record StoredConfig(
    string? ModuleId, DateTimeOffset? UpdatedAt, OrderedDictionary<string, JsonElement>? Parameters, Dictionary<string, string?>? Secrets);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StoredConfig))]
internal sealed partial class StoredConfigJson : JsonSerializerContext;
