using System.Runtime.Versioning;

namespace PrismQ.EndToEnd.Tests.Reliability;

/// <summary>A file, the forms in which it has the secret, and whether none but its owner may read it.</summary>
internal sealed record SearchedFile(string Path, IReadOnlyList<string> Forms, bool IsPrivate);

/// <summary>Searches what lies on the disk, and what every user of the machine can see.</summary>
[SupportedOSPlatform("linux")]
internal static class SearchedFiles
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    public static IReadOnlyList<SearchedFile> Below(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => new SearchedFile(path, PlantedSecret.FormsIn(File.ReadAllBytes(path)), (File.GetUnixFileMode(path) & Others) == 0)),
    ];

    /// <summary>The command lines of all processes of the machine.</summary>
    public static IReadOnlyList<byte[]> CommandLines() =>
        [.. Directory.EnumerateDirectories("/proc").Where(path => Path.GetFileName(path).All(char.IsAsciiDigit)).Select(CommandLine)];

    private static byte[] CommandLine(string process)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            return []; // It has ended meanwhile.
        }
    }
}
