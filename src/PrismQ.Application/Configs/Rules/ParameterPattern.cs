using System.Text.RegularExpressions;

namespace PrismQ.Application.Configs.Rules;

/// <summary>A module's regular expression, compiled. It must match from the value's start and may not take long. Thread-safe.</summary>
public sealed class ParameterPattern
{
    /// <summary>How long one value may take.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromMilliseconds(100);

    private readonly Regex _regex;

    /// <exception cref="ArgumentException">The pattern is no regular expression; the message says where.</exception>
    public ParameterPattern(string pattern)
    {
        // Alone first: in the group below a pattern like "a)|(b" would pass.
        _ = new Regex(pattern, RegexOptions.CultureInvariant, TimeLimit);
        _regex = Compile($@"\A(?:{pattern})");
    }

    /// <exception cref="RegexMatchTimeoutException">The time limit has passed.</exception>
    public bool Matches(string value) => _regex.IsMatch(value);

    private static Regex Compile(string anchored)
    {
        try
        {
            // Linear in the value's length whatever the pattern, so that no pattern is catastrophic.
            return new Regex(anchored, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, TimeLimit);
        }
        catch (NotSupportedException)
        {
            // Look-around, back references, atomic groups and very large repeats need the backtracking engine.
            return new Regex(anchored, RegexOptions.CultureInvariant, TimeLimit);
        }
    }
}
