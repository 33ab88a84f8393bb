using PrismQ.Application.Common;

namespace PrismQ.Api.Common.Startup;

/// <summary>
/// Checks every setting under <c>PrismQ</c> before anything starts: a value out of its range, and a name that nobody reads (a typo would
/// otherwise silently do nothing), stop the start.
/// </summary>
internal static class SettingsCheck
{
    private const string Root = "PrismQ";

    /// <exception cref="StartupException">A setting is wrong; the message names each one, its value and what would be right.</exception>
    public static void Run(IServiceCollection services, IConfiguration configuration)
    {
        var settings = KnownSettings.Of(services).ToArray();
        var problems = settings
            .Select(setting => setting.ProblemWith(configuration[setting.Path]))
            .Concat(Leaves(configuration.GetSection(Root)).Select(path => Unknown(path, settings)))
            .OfType<string>()
            .ToArray();
        if (problems.Length > 0)
        {
            throw new StartupException(string.Join(" ", problems));
        }
    }

    private static string? Unknown(string path, KnownSetting[] settings)
    {
        if (settings.Any(setting => setting.Covers(path)))
        {
            return null;
        }

        var parent = path[..path.LastIndexOf(':')];
        var siblings = settings.Where(setting => setting.Section.Equals(parent, StringComparison.OrdinalIgnoreCase)).Select(setting => setting.Name);
        return $"{path} is no setting of this version; {parent} has {string.Join(", ", siblings.DefaultIfEmpty("none"))}.";
    }

    private static IEnumerable<string> Leaves(IConfigurationSection section)
    {
        var children = section.GetChildren().ToArray();
        return children.Length > 0 ? children.SelectMany(Leaves) : section.Value is null ? [] : [section.Path];
    }
}
