using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace PrismQ.Api.Common;

/// <summary>Says in words what a field of a request must be.</summary>
internal static class FieldTypes
{
    public static string Describe(ActionDescriptor action, string field) =>
        RangeOf(action, field) is { } range
            ? string.Create(CultureInfo.InvariantCulture, $"a whole number from {range.Minimum} to {range.Maximum}")
            : Describe(Find(action, field));

    /// <summary>The first required field of the body that a deserialiser's message calls missing; null when it calls none so.</summary>
    public static string? MissingIn(ActionDescriptor action, string message) => message.Contains("missing required", StringComparison.Ordinal)
        ? BodyProperties(action).FirstOrDefault(property => property.IsRequired && message.Contains($"'{property.Name}'", StringComparison.Ordinal))?.Name
        : null;

    private static string Describe(Type? type) => (type is null ? null : Nullable.GetUnderlyingType(type) ?? type) switch
    {
        null => "valid",
        var known when known == typeof(string) => "a text",
        var known when known == typeof(bool) => "true or false",
        var known when known == typeof(int) => FormattableString.Invariant($"a whole number up to {int.MaxValue}"),
        var known when known == typeof(long) => FormattableString.Invariant($"a whole number up to {long.MaxValue}"),
        var known when known == typeof(DateTimeOffset) => "an ISO 8601 time",
        _ => "an object",
    };

    private static Type? Find(ActionDescriptor action, string field) =>
        BodyProperties(action).FirstOrDefault(property => property.Name == field)?.PropertyType
        ?? action.Parameters.SelectMany(QueryFields).FirstOrDefault(known => known.Name == field).Type;

    private static RangeAttribute? RangeOf(ActionDescriptor action, string field) => action.Parameters
        .SelectMany(parameter => parameter.ParameterType.GetProperties())
        .FirstOrDefault(property => property.GetCustomAttribute<FromQueryAttribute>()?.Name == field)
        ?.GetCustomAttribute<RangeAttribute>();

    private static IEnumerable<JsonPropertyInfo> BodyProperties(ActionDescriptor action) => action.Parameters
        .Where(parameter => parameter.BindingInfo?.BindingSource == BindingSource.Body)
        .SelectMany(parameter => ApiJson.Options.GetTypeInfo(parameter.ParameterType).Properties);

    private static IEnumerable<(string Name, Type Type)> QueryFields(ParameterDescriptor parameter) => parameter.ParameterType.GetProperties()
        .Select(property => (property.GetCustomAttribute<FromQueryAttribute>()?.Name ?? "", property.PropertyType))
        .Append((parameter.BindingInfo?.BinderModelName ?? parameter.Name, parameter.ParameterType));
}
