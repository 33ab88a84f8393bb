using System.Text.Json;
using PrismQ.Domain.Modules;

namespace PrismQ.Application.Modules;

/// <summary>A script that can be run.</summary>
public sealed record ModuleDto
{
    /// <example>word-trends</example>
    public required string Id { get; init; }

    /// <example>Word trends</example>
    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>Where it is filed; <c>/</c> separates levels.</summary>
    /// <example>Text/Analysis</example>
    public required string Category { get; init; }

    /// <example>1.0.0</example>
    public required string Version { get; init; }

    public required string ScriptPath { get; init; }

    public required IReadOnlyList<ModuleParameterDto> Parameters { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

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
    /// <example>top</example>
    public required string Name { get; init; }

    public required ParameterType Type { get; init; }

    /// <summary>The value where a request gives none; null where there is none.</summary>
    public required JsonElement? Default { get; init; }

    /// <summary>The values that a select accepts; null for other types.</summary>
    public required IReadOnlyList<string>? Options { get; init; }

    public required bool Required { get; init; }

    public required string? Description { get; init; }

    public required decimal? Min { get; init; }

    public required decimal? Max { get; init; }

    public required string? Placeholder { get; init; }

    public required string? Label { get; init; }

    /// <summary>When set, the parameter is shown, required and validated only while the other field has this value.</summary>
    public required ConditionalDisplayDto? ConditionalDisplay { get; init; }

    public required ParameterValidationDto? Validation { get; init; }

    public required string? Warning { get; init; }
}

/// <summary>Shows a parameter only while another one has a certain value.</summary>
public sealed record ConditionalDisplayDto(string Field, JsonElement Value);

/// <summary>A regular expression that must match from the value's start, and the message when it does not.</summary>
public sealed record ParameterValidationDto(string Pattern, string? Message);

/// <summary>The modules that match a query.</summary>
public sealed record ModuleListDto(IReadOnlyList<ModuleDto> Modules, int Total);
