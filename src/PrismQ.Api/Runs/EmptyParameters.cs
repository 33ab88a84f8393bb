using System.Collections.ObjectModel;
using System.Text.Json;

namespace PrismQ.Api.Runs;

internal static class EmptyParameters
{
    public static IReadOnlyDictionary<string, JsonElement> Instance { get; } = ReadOnlyDictionary<string, JsonElement>.Empty;
}
