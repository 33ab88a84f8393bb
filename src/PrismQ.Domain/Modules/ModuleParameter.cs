using System.Text.Json;

namespace PrismQ.Domain.Modules;

/// <summary>One typed input of a module, as its registry declares it.</summary>
public sealed record ModuleParameter
{
    public required string Name { get; init; }

    public required ParameterType Type { get; init; }

    /// <summary>The value where a request gives none; null where there is none (an empty text counts as none).</summary>
    public JsonElement? Default { get; init; }

    /// <summary>The values that a <see cref="ParameterType.Select"/> accepts; empty for other types.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    public bool Required { get; init; }

    public string? Description { get; init; }

    public decimal? Min { get; init; }

    public decimal? Max { get; init; }

    public string? Placeholder { get; init; }

    public string? Label { get; init; }

    public ConditionalDisplay? ConditionalDisplay { get; init; }

    public ParameterValidation? Validation { get; init; }

    public string? Warning { get; init; }

    /// <summary>What people call it: the label, else the description, else the name.</summary>
    public string Title => Label is { Length: > 0 } ? Label : Description is { Length: > 0 } ? Description : Name;

    public bool IsSecret => Type == ParameterType.Password;
}

/// <summary>Shows a parameter only while another one has a certain value.</summary>
public sealed record ConditionalDisplay(string Field, JsonElement Value);

/// <summary>A regular expression that must match from the value's start, and the message when it does not.</summary>
public sealed record ParameterValidation(string Pattern, string? Message);
