using System.Text.Json;
using PrismQ.Domain.Configs;

namespace PrismQ.Infrastructure.Modules;

/// <summary>
/// One JSON object of the registry, read field by field. A field of the wrong kind becomes a problem and reads as if it were not there;
/// a null is the same as no field.
/// </summary>
internal sealed class RegistryObject(JsonElement json, string place, RegistryProblems problems, RegistryObject? owner = null)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Where it is in the file, for people.</summary>
    public string Place => place;

    /// <summary>Whether nothing wrong was found so far in it, or in the objects that are its fields; those of its lists count apart.</summary>
    public bool IsSound { get; private set; } = true;

    public void Problem(string field, string what)
    {
        problems.Add(place, $"field '{field}' {what}");
        for (var broken = this; broken is not null; broken = broken.Owner)
        {
            broken.IsSound = false;
        }
    }

    private RegistryObject? Owner => owner;

    public JsonElement? Value(string field)
    {
        _known.Add(field);
        return json.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    public string? Text(string field) => Value(field, JsonValueKind.String, "a text")?.GetString();

    /// <summary>A text that must be there, with something in it.</summary>
    public string RequiredText(string field)
    {
        if (Value(field) is null)
        {
            Problem(field, "is missing");
        }

        return Text(field) ?? "";
    }

    public bool Flag(string field, bool otherwise) => Value(field) switch
    {
        null => otherwise,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } other => WrongKind(field, other, "true or false", otherwise),
    };

    public decimal? Number(string field)
    {
        if (Value(field, JsonValueKind.Number, "a number") is not { } value)
        {
            return null;
        }

        if (!value.TryGetDecimal(out var number))
        {
            Problem(field, "is too large a number");
            return null;
        }

        if (value.CompareNumber(number) != 0)
        {
            Problem(field, "has more than 28 digits behind its point, which would be lost");
            return null;
        }

        return number;
    }

    /// <summary>A text that names a member of an enumeration, in lower case.</summary>
    public T Choice<T>(string field, T otherwise)
        where T : struct, Enum
    {
        var names = Enum.GetNames<T>().Select(name => name.ToLowerInvariant()).ToArray();
        if (Text(field) is not { } text)
        {
            return otherwise;
        }

        if (names.Contains(text, StringComparer.Ordinal))
        {
            return Enum.Parse<T>(text, ignoreCase: true);
        }

        Problem(field, $"is '{Shortened.For(text)}' but must be one of: {string.Join(", ", names)}{Hint(text, names)}");
        return otherwise;
    }

    public IReadOnlyList<string> Texts(string field) => Value(field, JsonValueKind.Array, "a list of texts") is { } list
        ? [.. list.EnumerateArray().Select(item => TextOf(field, item)).OfType<string>()]
        : [];

    /// <summary>One text, or a list of texts.</summary>
    public IReadOnlyList<string> TextOrTexts(string field) =>
        Value(field) is { ValueKind: JsonValueKind.String } text ? [TextOf(field, text) ?? ""] : Texts(field);

    public IReadOnlyDictionary<string, string> TextsByName(string field)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Value(field, JsonValueKind.Object, "an object of texts") is not { } pairs)
        {
            return texts;
        }

        foreach (var pair in pairs.EnumerateObject())
        {
            if (!texts.TryAdd(pair.Name, TextOf(field, pair.Value) ?? ""))
            {
                Problem(field, $"names '{Shortened.For(pair.Name)}' twice");
            }
        }

        return texts;
    }

    public RegistryObject? Object(string field) => Value(field, JsonValueKind.Object, "an object") is { } value
        ? new RegistryObject(value, $"{place}, field '{field}'", problems, owner: this)
        : null;

    /// <summary>The objects of a list.</summary>
    /// <param name="placeOf">Where an object is, made of it and its number, from 1.</param>
    public IReadOnlyList<RegistryObject> Objects(string field, Func<JsonElement, int, string> placeOf)
    {
        if (Value(field, JsonValueKind.Array, "a list of objects") is not { } items)
        {
            return [];
        }

        var objects = new List<RegistryObject>();
        foreach (var (index, item) in items.EnumerateArray().Index())
        {
            if (item.ValueKind == JsonValueKind.Object)
            {
                objects.Add(new RegistryObject(item, placeOf(item, index + 1), problems));
                continue;
            }

            Problem(field, $"must be a list of objects, but number {index + 1} is {JsonKind.Of(item)}");
        }

        return objects;
    }

    /// <summary>Call it when every field that there may be was read: any other is a problem, and so is one that stands twice.</summary>
    public void RefuseOtherFields()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in json.EnumerateObject().Select(property => property.Name))
        {
            if (!_known.Contains(name))
            {
                Problem(Shortened.For(name), $"is unknown{Hint(name, _known)}");
            }
            else if (!seen.Add(name))
            {
                Problem(name, "stands there twice");
            }
        }
    }

    private JsonElement? Value(string field, JsonValueKind kind, string wanted) => Value(field) switch
    {
        null => null,
        { } value when value.ValueKind == kind => value,
        { } other => WrongKind<JsonElement?>(field, other, wanted, null),
    };

    private string? TextOf(string field, JsonElement item) => item.ValueKind == JsonValueKind.String
        ? item.GetString()
        : WrongKind<string?>($"{field}[]", item, "a text", null);

    private T WrongKind<T>(string field, JsonElement value, string wanted, T otherwise)
    {
        Problem(field, $"must be {wanted}, but is {JsonKind.Of(value)}");
        return otherwise;
    }

    private static string Hint(string name, IEnumerable<string> known) =>
        NearestName.Of(name, known) is { } nearest ? $"; did you mean '{nearest}'?" : "";
}
