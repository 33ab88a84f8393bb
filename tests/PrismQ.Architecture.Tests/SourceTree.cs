namespace PrismQ.Architecture.Tests;

/// <summary>The source files of the repository that this test was built from.</summary>
internal static class SourceTree
{
    public static string Root { get; } = Ancestors(TestContext.CurrentContext.TestDirectory)
        .First(folder => File.Exists(Path.Combine(folder, "PrismQ.sln")));

    /// <summary>Written C# files below the folders, with their paths relative to the root.</summary>
    public static IEnumerable<(string Path, string[] Lines)> Files(params string[] folders) =>
        from folder in folders
        from file in Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Root, file).Replace('\\', '/')
        where !path.Contains("/obj/") && !path.Contains("/bin/") && !path.Contains("/node_modules/") && !path.EndsWith(".g.cs")
        select (path, File.ReadAllLines(file));

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
        {
            yield return current.FullName;
        }
    }
}
