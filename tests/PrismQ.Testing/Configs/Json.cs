using System.Text.Json;
using PrismQ.Domain.Configs;

namespace PrismQ.Testing.Configs;

/// <summary>JSON written as text in a test.</summary>
public static class Json
{
    /// <summary>A value, for example <c>1.50</c> or <c>"a"</c> in its quotes.</summary>
    public static JsonElement Value(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    /// <summary>Parameter values, for example <c>{"count": 3}</c>.</summary>
    public static ParameterValues Parameters(string json) =>
        new(Value(json).EnumerateObject().Select(property => KeyValuePair.Create(property.Name, property.Value)));
}
