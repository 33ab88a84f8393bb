namespace PrismQ.EndToEnd.Tests.Panel;

/// <summary>The working copy that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static string Under(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find(DirectoryInfo? folder) => folder is null
        ? throw new InvalidOperationException("PrismQ.sln was not found above the tests.")
        : File.Exists(Path.Combine(folder.FullName, "PrismQ.sln")) ? folder.FullName : Find(folder.Parent);
}
