using System.Text.Json;

namespace PrismQ.Api.Configs;

/// <summary>Parameter values to keep for a module.</summary>
public sealed record SaveConfigRequest
{
    /// <summary>Values by parameter name, at most 100. A password sent as <c>********</c> keeps the saved one.</summary>
    /// <example>{"input": "alice.txt", "top": 20, "min_length": 4}</example>
    public required IReadOnlyDictionary<string, JsonElement> Parameters { get; init; }
}
