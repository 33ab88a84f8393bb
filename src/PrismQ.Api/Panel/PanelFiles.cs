using System.Collections.Frozen;

namespace PrismQ.Api.Panel;

/// <summary>The built panel, read once into memory (about 1 MB); empty when it was not built. Thread-safe.</summary>
internal sealed class PanelFiles
{
    private const string HashedFolder = "/assets/";

    private readonly FrozenDictionary<string, PanelFile> _byPath;

    public PanelFiles(string folder) => _byPath = Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(IsServed)
            .ToFrozenDictionary(path => PathOf(folder, path), path => Read(folder, path), StringComparer.Ordinal)
        : FrozenDictionary<string, PanelFile>.Empty;

    /// <summary>Beside the program, where the build and <c>dotnet publish</c> put it.</summary>
    public static string DefaultFolder { get; } = Path.Combine(AppContext.BaseDirectory, "panel");

    /// <summary>The page that every address of the panel begins with; null when the panel was not built.</summary>
    public PanelFile? Index => Find("/index.html");

    public PanelFile? Find(string path) => _byPath.GetValueOrDefault(path);

    private static bool IsServed(string path) => Path.GetExtension(path) is not (".br" or ".gz");

    private static PanelFile Read(string folder, string path) =>
        PanelFile.Read(path, PathOf(folder, path).StartsWith(HashedFolder, StringComparison.Ordinal));

    private static string PathOf(string folder, string path) =>
        "/" + Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
}
