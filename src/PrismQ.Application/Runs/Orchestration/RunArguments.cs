using System.Globalization;
using System.Text.Json;
using PrismQ.Domain.Configs;

namespace PrismQ.Application.Runs.Orchestration;

/// <summary>Makes of parameter values what a script receives.</summary>
internal static class RunArguments
{
    /// <summary>
    /// <c>--name value</c> for each value, <c>--name</c> for a true checkbox. Secrets are left out: every user of the machine can read
    /// a command line.
    /// </summary>
    public static IEnumerable<string> CommandLine(ParameterValues values, IReadOnlyCollection<string> secretNames)
    {
        foreach (var (name, value) in values)
        {
            if (secretNames.Contains(name) || value.IsNone() || value.ValueKind == JsonValueKind.False)
            {
                continue;
            }

            yield return "--" + name;
            if (value.ValueKind != JsonValueKind.True)
            {
                yield return TextOf(value);
            }
        }
    }

    /// <summary>The secrets, as environment variables <c>PRISMQ_PARAM_NAME</c>.</summary>
    public static IEnumerable<KeyValuePair<string, string>> SecretVariables(ParameterValues values, IReadOnlyCollection<string> secretNames) =>
        from name in secretNames
        where values.ContainsKey(name) && !values[name].IsNone()
        select KeyValuePair.Create("PRISMQ_PARAM_" + name.Replace('-', '_').ToUpperInvariant(), TextOf(values[name]));

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Number => NumberOf(value),
        _ => value.GetRawText(),
    };

    /// <summary>Scripts expect 1000 and not 1e3; a number that a decimal cannot hold exactly, too large or too small, stays as it was written.</summary>
    private static string NumberOf(JsonElement value)
    {
        var written = value.GetRawText();
        return written.AsSpan().ContainsAny('e', 'E') && value.TryGetDecimal(out var number) && value.CompareNumber(number) == 0
            ? number.ToString("0.############################", CultureInfo.InvariantCulture)
            : written;
    }
}
