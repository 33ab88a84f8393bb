using System.Text.RegularExpressions;

namespace PrismQ.Application.Configs.Rules;

/// <summary>A module's regular expression, compiled. It must match from the value's start and may not take long. Thread-safe.</summary>
public sealed class ParameterPattern
{
    /// <summary>How long one value may take.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromMilliseconds(100);

    private readonly Lazy<Regex> _regex;

    /// <exception cref="ArgumentException">The pattern is no regular expression; the message says where.</exception>
    public ParameterPattern(string pattern)
    {
        // Alone first: in the group below a pattern like "a)|(b" would pass.
        _ = Backtracking(pattern);
        var anchored = Backtracking($@"\A(?:{pattern}{EndOfComment(pattern)})");
        _regex = new Lazy<Regex>(() => Linear(anchored.ToString()) ?? anchored);
    }

    /// <summary>With <c>(?x)</c> a comment reaches to the end of its line, and the bracket behind it would be part of it.</summary>
    private static string EndOfComment(string pattern)
    {
        try
        {
            _ = Backtracking($"(?:{pattern})");
            return "";
        }
        catch (RegexParseException)
        {
            return "\n";
        }
    }

    /// <exception cref="RegexMatchTimeoutException">The time limit has passed.</exception>
    public bool Matches(string value) => _regex.Value.IsMatch(value);

    private static Regex Backtracking(string pattern) => new(pattern, RegexOptions.CultureInvariant, TimeLimit);

    /// <summary>
    /// Linear in the value's length whatever the pattern, so that no pattern is catastrophic; null for look-around, back references, atomic
    /// groups and very large repeats, which need the engine that goes back. To make one takes long, so it waits for the first value.
    /// </summary>
    private static Regex? Linear(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, TimeLimit);
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }
}
