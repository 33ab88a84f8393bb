namespace PrismQ.Api.Runs;

internal static class ResultPaths
{
    /// <summary>Generated clients write <c>/</c> inside a path as <c>%2F</c>, the one escape that the server leaves in an address.</summary>
    public static string Decode(string path) => path.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
