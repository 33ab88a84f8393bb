using System.Globalization;

namespace PrismQ.Domain.Configs;

/// <summary>A decimal number of any length as <c>±0.digits × 10^exponent</c>, so that two of them compare without being calculated.</summary>
/// <param name="Sign">-1, 0 or 1.</param>
/// <param name="Exponent">Where the digits begin; 0 where there are none.</param>
/// <param name="Digits">Without zeros at either end.</param>
internal readonly record struct ExactNumber(int Sign, long Exponent, string Digits) : IComparable<ExactNumber>
{
    /// <summary>Digits that a <see cref="decimal"/> holds exactly, wherever its point stands.</summary>
    public const int DecimalDigits = 28;

    /// <summary>Stands for every exponent that is larger still: what a text has of digits never makes up for it.</summary>
    private const long FarExponent = long.MaxValue / 2;

    public static ExactNumber Of(decimal value) => Parse(value.ToString(CultureInfo.InvariantCulture));

    /// <param name="number">As JSON writes numbers.</param>
    public static ExactNumber Parse(string number)
    {
        var mantissa = number.AsSpan().TrimStart('-');
        var exponent = 0L;
        if (mantissa.IndexOfAny('e', 'E') is >= 0 and var mark)
        {
            exponent = ExponentOf(mantissa[(mark + 1)..]);
            mantissa = mantissa[..mark];
        }

        var whole = mantissa.IndexOf('.') is >= 0 and var point ? point : mantissa.Length;
        var all = string.Concat(mantissa[..whole], mantissa[Math.Min(whole + 1, mantissa.Length)..]);
        var digits = all.TrimStart('0');
        return digits.Length == 0
            ? default(ExactNumber) with { Digits = "" }
            : new ExactNumber(number[0] == '-' ? -1 : 1, exponent + whole - (all.Length - digits.Length), digits.TrimEnd('0'));
    }

    public int CompareTo(ExactNumber other) =>
        Sign != other.Sign ? Sign.CompareTo(other.Sign)
        : Exponent != other.Exponent ? Sign * Exponent.CompareTo(other.Exponent)
        : Sign * string.CompareOrdinal(Digits, other.Digits);

    private static long ExponentOf(ReadOnlySpan<char> text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
            ? Math.Clamp(exponent, -FarExponent, FarExponent)
            : text[0] == '-' ? -FarExponent : FarExponent;
}
