using System.Reflection;
using Microsoft.Extensions.Options;

namespace PrismQ.Api.Common.Startup;

/// <summary>Finds the settings that somebody reads: the properties of each options class of ours that names its section.</summary>
internal static class KnownSettings
{
    public static IEnumerable<KnownSetting> Of(IServiceCollection services) => services
        .Select(service => service.ServiceType)
        .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IConfigureOptions<>))
        .Select(type => type.GenericTypeArguments[0])
        .Distinct()
        .Where(type => type.Namespace?.StartsWith("PrismQ.", StringComparison.Ordinal) == true)
        .SelectMany(type => SectionOf(type) is { } section
            ? type.GetProperties().Where(property => property.SetMethod is not null).Select(property => new KnownSetting(section, property))
            : []);

    private static string? SectionOf(Type options) =>
        options.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string;
}
