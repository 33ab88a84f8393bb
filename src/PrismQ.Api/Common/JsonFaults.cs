using System.Text.Json;

namespace PrismQ.Api.Common;

/// <summary>Says in words what makes a body unreadable although it looks like JSON. The reader tells these reasons apart by its messages only.</summary>
internal static class JsonFaults
{
    private const string Body = "body";

    /// <param name="field">Where it is, as far as the reader knows; empty for the body itself.</param>
    /// <returns>Null when it is none of these.</returns>
    public static (string Field, string Message)? Explain(string field, JsonException fault)
    {
        var place = field.Length == 0 ? Body : field;
        return fault switch
        {
            _ when Says(fault, "Duplicate propert") => (place, field.Length == 0
                ? "body must not hold a name twice"
                : $"{field} must not be given twice, nor any name within it"),
            _ when Says(fault, "configured depth") => (Body, $"body is nested too deep: {ApiJson.Options.MaxDepth} levels are the most"),
            { InnerException: { } inner } when Says(inner, "UTF-16") => (place, $"{place} must not contain a lone surrogate (half a character)"),
            _ => null,
        };
    }

    private static bool Says(Exception fault, string words) => fault.Message.Contains(words, StringComparison.Ordinal);
}
