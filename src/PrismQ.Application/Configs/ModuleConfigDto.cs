using System.Text.Json;

namespace PrismQ.Application.Configs;

/// <summary>The parameter values of a module. Passwords show as <c>********</c>; sending that back keeps the saved one.</summary>
public sealed record ModuleConfigDto
{
    /// <summary>The module that they are for.</summary>
    /// <example>word-trends</example>
    public required string ModuleId { get; init; }

    /// <summary>Values by parameter name.</summary>
    /// <example>{"input": "alice.txt", "top": 20, "min_length": 4}</example>
    public required IReadOnlyDictionary<string, JsonElement> Parameters { get; init; }

    /// <summary>When they were saved, UTC; null when nothing is saved.</summary>
    public required DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>What was accepted but may be a mistake, for example a name that the module does not declare.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
