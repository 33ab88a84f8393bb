using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace PrismQ.Api.Common.Startup;

/// <summary>One setting: where it stands, and what its value must be.</summary>
internal sealed record KnownSetting(string Section, PropertyInfo Property)
{
    public string Name => Property.Name;

    public string Path => $"{Section}:{Name}";

    private Type Type => Nullable.GetUnderlyingType(Property.PropertyType) ?? Property.PropertyType;

    /// <summary>Whether a path is this setting, or inside it where it is a list.</summary>
    public bool Covers(string path) =>
        path.Equals(Path, StringComparison.OrdinalIgnoreCase)
        || (!IsScalar && path.StartsWith(Path + ":", StringComparison.OrdinalIgnoreCase));

    private bool IsScalar => Type.IsPrimitive || Type.IsEnum || Type == typeof(string) || Type == typeof(Uri);

    /// <summary>What is wrong with a value, with what would be right; null when nothing is, or when it is not given.</summary>
    public string? ProblemWith(string? value) =>
        value is null ? null
        : !IsScalar ? ProblemWithList(value)
        : TryConvert(value, out var converted) && Broken(converted) is null ? null
        : $"{Path} is '{value}'; it must be {Wanted}.";

    /// <summary>One value in place of a list would be passed over; an empty one is how a list without items is written.</summary>
    private string? ProblemWithList(string value) =>
        value.Length == 0 ? null : $"{Path} is a list; its first item is {Path}:0.";

    private string Wanted => (Type, Property.GetCustomAttribute<RangeAttribute>()) switch
    {
        ({ IsEnum: true }, _) => "one of: " + string.Join(", ", Enum.GetNames(Type)),
        (_, { } range) => string.Create(CultureInfo.InvariantCulture, $"a number from {range.Minimum} to {range.Maximum}"),
        _ when Type == typeof(bool) => "true or false",
        _ when Type == typeof(Uri) => "an http or https address, for example http://localhost:4317",
        _ => "a value",
    };

    private bool TryConvert(string value, out object? converted)
    {
        converted = null;
        try
        {
            converted = TypeDescriptor.GetConverter(Type).ConvertFromInvariantString(value);
            return !Type.IsEnum || (converted is not null && Enum.IsDefined(Type, converted));
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException or NotSupportedException)
        {
            return false;
        }
    }

    private ValidationAttribute? Broken(object? value) =>
        Property.GetCustomAttributes<ValidationAttribute>().FirstOrDefault(attribute => !attribute.IsValid(value));
}
