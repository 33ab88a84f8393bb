namespace PrismQ.Infrastructure.Modules;

/// <summary>What is wrong with a registry, one sentence each, in the order found.</summary>
internal sealed class RegistryProblems(string fileName)
{
    private const int MaxShown = 50;

    private readonly List<string> _sentences = [];

    public int Count => _sentences.Count;

    /// <summary>The sentences; beyond 50 the last one tells how many more there are.</summary>
    public IReadOnlyList<string> Sentences => _sentences.Count <= MaxShown
        ? _sentences
        : [.. _sentences.Take(MaxShown), $"{fileName}: {_sentences.Count - MaxShown} more problems follow."];

    /// <param name="place">Where in the file; empty for the whole of it.</param>
    public void Add(string place, string what) =>
        _sentences.Add(OnOneLine($"{fileName}: {(place.Length == 0 ? "" : place + ": ")}{what}{(what.EndsWith('?') ? "" : ".")}"));

    // Problems quote the file and go to the log, where a line break in an id must not look like another entry.
    private static string OnOneLine(string sentence) =>
        string.Concat(sentence.Select(c => char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString()));
}
