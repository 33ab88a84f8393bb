using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace PrismQ.Domain.Configs;

/// <summary>
/// Parameter values by name, in the order given. Values stay the JSON they came as, so whole numbers stay whole and decimals exact.
/// </summary>
public sealed class ParameterValues : IReadOnlyDictionary<string, JsonElement>
{
    public const string Mask = "********";

    private readonly OrderedDictionary<string, JsonElement> _values;

    public ParameterValues(IEnumerable<KeyValuePair<string, JsonElement>> values)
    {
        _values = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            _values[name] = value;
        }
    }

    public static ParameterValues Empty { get; } = new([]);

    public int Count => _values.Count;

    /// <summary>How long the values are as JSON, in bytes: what keeping them takes, about.</summary>
    public long Length => _values.Values.Sum(value => (long)JsonMarshal.GetRawUtf8Value(value).Length);

    public IEnumerable<string> Keys => _values.Keys;

    public IEnumerable<JsonElement> Values => _values.Values;

    public JsonElement this[string key] => _values[key];

    public bool ContainsKey(string key) => _values.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out JsonElement value) => _values.TryGetValue(key, out value);

    /// <summary>These values, with the other's laid over them.</summary>
    public ParameterValues With(IEnumerable<KeyValuePair<string, JsonElement>> other) => new(this.Concat(other));

    /// <summary>Each value replaced by what <paramref name="map"/> makes of it.</summary>
    public ParameterValues Select(Func<string, JsonElement, JsonElement> map) =>
        new(this.Select(pair => KeyValuePair.Create(pair.Key, map(pair.Key, pair.Value))));

    public IEnumerator<KeyValuePair<string, JsonElement>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
