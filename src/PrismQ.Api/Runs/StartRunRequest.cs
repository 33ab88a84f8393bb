using System.Text.Json;
using PrismQ.Application.Runs;
using PrismQ.Domain.Modules;

namespace PrismQ.Api.Runs;

/// <summary>A module to run and its parameters.</summary>
public sealed record StartRunRequest
{
    /// <summary>The id of the module.</summary>
    /// <example>word-trends</example>
    public required string ModuleId { get; init; }

    /// <summary>Values by parameter name, at most 100; what is left out takes its default.</summary>
    /// <example>{"input": "alice.txt", "top": 20, "min_length": 4}</example>
    public IReadOnlyDictionary<string, JsonElement>? Parameters { get; init; }

    /// <summary>
    /// Whether the parameters also become the module's saved configuration; they do when this is left out. Without parameters nothing is saved.
    /// </summary>
    public bool? SaveConfig { get; init; }

    internal StartRunCommand ToCommand() => new(new ModuleId(ModuleId), Parameters, SaveConfig ?? true);
}
