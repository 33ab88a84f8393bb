using System.Text.Json.Nodes;

namespace PrismQ.Api.Tests.Common;

/// <summary>Walks JSON of which any part may be missing.</summary>
internal static class JsonNodes
{
    public static IEnumerable<(string Key, JsonNode? Value)> Members(this JsonNode? node) =>
        (node as JsonObject)?.Select(member => (member.Key, member.Value)) ?? [];

    public static IEnumerable<JsonNode?> Items(this JsonNode? node) => node as IEnumerable<JsonNode?> ?? [];
}
