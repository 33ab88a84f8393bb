using System.Text;

namespace PrismQ.EndToEnd.Tests.Reliability;

/// <summary>Looks for processes as the kernel sees them.</summary>
internal static class Processes
{
    /// <summary>The processes of these runs, found by the mark in their environment.</summary>
    public static IReadOnlyList<string> OfRuns(IEnumerable<string> runIds)
    {
        var marks = runIds.Select(id => $"PRISMQ_RUN_ID={id}\0").ToArray();
        return [.. Directory.EnumerateDirectories("/proc").Where(folder => marks.Any(EnvironmentOf(folder).Contains))];
    }

    private static string EnvironmentOf(string folder)
    {
        try
        {
            return Path.GetFileName(folder).All(char.IsAsciiDigit) ? Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(folder, "environ"))) : "";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
