using System.Text.Json;
using PrismQ.Domain.Modules;

namespace PrismQ.Application.Modules;

/// <summary>A script that can be run.</summary>
public sealed record ModuleDto
{
    /// <summary>Names the module in addresses.</summary>
    /// <example>word-trends</example>
    public required string Id { get; init; }

    /// <summary>What people call it.</summary>
    /// <example>Word trends</example>
    public required string Name { get; init; }

    /// <summary>What it does, for people; may be empty.</summary>
    public required string Description { get; init; }

    /// <summary>Where it is filed; <c>/</c> separates levels.</summary>
    /// <example>Text/Analysis</example>
    public required string Category { get; init; }

    /// <summary>The script's own version.</summary>
    /// <example>1.0.0</example>
    public required string Version { get; init; }

    /// <summary>The script, relative to the registry's folder or absolute.</summary>
    public required string ScriptPath { get; init; }

    /// <summary>Its typed inputs, in the order in which a form shows them.</summary>
    public required IReadOnlyList<ModuleParameterDto> Parameters { get; init; }

    /// <summary>Words to find it by.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Whether it can be run now: only an active one can.</summary>
    public required ModuleStatus Status { get; init; }

    /// <summary>Whether it can be launched at all.</summary>
    public required bool Enabled { get; init; }

    /// <summary>When its newest run was created, UTC; null when it never ran.</summary>
    public required DateTimeOffset? LastRun { get; init; }

    /// <summary>Runs in the history, of every status.</summary>
    public required long TotalRuns { get; init; }

    /// <summary>Completed runs among the completed and failed ones, 0 to 100.</summary>
    public required double SuccessRate { get; init; }
}

/// <summary>One typed input of a module.</summary>
public sealed record ModuleParameterDto
{
    /// <summary>Names it in requests.</summary>
    /// <example>top</example>
    public required string Name { get; init; }

    /// <summary>What kind of value it takes.</summary>
    public required ParameterType Type { get; init; }

    /// <summary>The value where a request gives none; null where there is none.</summary>
    public required JsonElement? Default { get; init; }

    /// <summary>The values that a select accepts; null for other types.</summary>
    public required IReadOnlyList<string>? Options { get; init; }

    /// <summary>Whether there must be a value, after the default is applied.</summary>
    public required bool Required { get; init; }

    /// <summary>What it is for, for people.</summary>
    public required string? Description { get; init; }

    /// <summary>The smallest number that is accepted; null where there is no bound.</summary>
    public required decimal? Min { get; init; }

    /// <summary>The largest number that is accepted; null where there is no bound.</summary>
    public required decimal? Max { get; init; }

    /// <summary>What an empty field shows.</summary>
    public required string? Placeholder { get; init; }

    /// <summary>What a form calls it; null leaves that to its description or name.</summary>
    public required string? Label { get; init; }

    /// <summary>When set, the parameter is shown, required and validated only while the other field has this value.</summary>
    public required ConditionalDisplayDto? ConditionalDisplay { get; init; }

    /// <summary>What a text must look like; null where anything will do.</summary>
    public required ParameterValidationDto? Validation { get; init; }

    /// <summary>What people must know before they set it.</summary>
    public required string? Warning { get; init; }
}

/// <summary>Shows a parameter only while another one, which shows itself, has a certain value.</summary>
/// <param name="Field">The name of the other parameter.</param>
/// <param name="Value">The value that it must have.</param>
public sealed record ConditionalDisplayDto(string Field, JsonElement Value);

/// <summary>A regular expression that must match from the value's start, and the message when it does not.</summary>
/// <param name="Pattern">As .NET reads regular expressions.</param>
/// <param name="Message">What to tell people; null leaves it to the server.</param>
public sealed record ParameterValidationDto(string Pattern, string? Message);

/// <summary>The modules that match a query.</summary>
/// <param name="Modules">In the order of the registry.</param>
/// <param name="Total">How many they are.</param>
public sealed record ModuleListDto(IReadOnlyList<ModuleDto> Modules, int Total);
