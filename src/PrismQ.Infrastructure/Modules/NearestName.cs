namespace PrismQ.Infrastructure.Modules;

/// <summary>Guesses which name somebody meant who mistyped one.</summary>
internal static class NearestName
{
    private const int MaxMistakes = 2;

    /// <summary>The known name that at most two mistyped characters keep from this one; null when there is none.</summary>
    public static string? Of(string name, IEnumerable<string> known) => known
        .Select(candidate => (Name: candidate, Mistakes: Distance(name.ToLowerInvariant(), candidate)))
        .Where(candidate => candidate.Mistakes <= MaxMistakes && candidate.Mistakes < candidate.Name.Length)
        .OrderBy(candidate => candidate.Mistakes)
        .Select(candidate => candidate.Name)
        .FirstOrDefault();

    // Levenshtein, one row at a time.
    private static int Distance(string left, string right)
    {
        if (Math.Abs(left.Length - right.Length) > MaxMistakes)
        {
            return int.MaxValue;
        }

        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            (var diagonal, row[0]) = (row[0], i);
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
