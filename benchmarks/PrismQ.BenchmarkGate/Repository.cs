namespace PrismQ.BenchmarkGate;

/// <summary>The git repository that both versions are built from.</summary>
internal sealed class Repository(string folder)
{
    private const string Marker = "Slower:";

    public string Folder => folder;

    public static async Task<Repository> OpenAsync(CancellationToken cancellationToken) =>
        new((await ChildProgram.RunAsync(".", "git", ["rev-parse", "--show-toplevel"], null, cancellationToken)).Trim());

    /// <summary>The full id of a commit; of the working tree, a commit of it that is on no branch.</summary>
    public async Task<string> ResolveAsync(string revision, CancellationToken cancellationToken)
    {
        var stashed = revision == GateOptions.WorkingTree ? await GitAsync(["stash", "create"], cancellationToken) : "";
        return stashed.Length > 0
            ? stashed
            : await GitAsync(
                ["rev-parse", "--verify", (revision == GateOptions.WorkingTree ? "HEAD" : revision) + "^{commit}"], cancellationToken);
    }

    /// <summary>Kernel ids in lines <c>Slower: id reason</c> of the commit messages between two commits.</summary>
    public async Task<IReadOnlySet<string>> ExplainedAsync(string before, string after, CancellationToken cancellationToken)
    {
        var messages = await GitAsync(["log", "--format=%B", $"{before}..{after}"], cancellationToken);
        return messages.Split('\n')
            .Where(line => line.StartsWith(Marker, StringComparison.Ordinal))
            .Select(line => line[Marker.Length..].Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(words => words.Length == 2)
            .Select(words => words[0])
            .ToHashSet();
    }

    public async Task<string> GitAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        (await ChildProgram.RunAsync(folder, "git", arguments, null, cancellationToken)).Trim();
}
