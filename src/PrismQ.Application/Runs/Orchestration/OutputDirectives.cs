using System.Buffers.Text;
using System.Globalization;
using System.Text;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs.Orchestration;

/// <summary>Reads the lines by which a script reports: <c>::progress processed/total</c> and <c>::metric name=number</c>.</summary>
internal static class OutputDirectives
{
    /// <summary>A run keeps at most this many metrics; more names are ignored.</summary>
    public const int MaxMetrics = 100;

    private const int MaxNameLength = 100;

    /// <summary>The run after the line; the same run when the line says nothing that is understood.</summary>
    public static Run Apply(Run run, ReadOnlySpan<byte> line)
    {
        if (ArgumentOf(line, "::progress "u8, out var progress))
        {
            return TryProgress(progress, out var made) ? run.Report(made, run.Metrics) : run;
        }

        return ArgumentOf(line, "::metric "u8, out var metric) && TryMetric(metric, out var name, out var value)
            ? run.Report(run.Progress, With(run.Metrics, name, value))
            : run;
    }

    /// <summary>The fewest lines that report what the run has.</summary>
    public static IReadOnlyList<string> Restate(Run run) =>
    [
        .. run.Progress is { } progress ? [string.Create(CultureInfo.InvariantCulture, $"::progress {progress.Processed}/{progress.Total}")] : (string[])[],
        .. run.Metrics.Select(metric => string.Create(CultureInfo.InvariantCulture, $"::metric {metric.Key}={metric.Value:R}")),
    ];

    private static bool ArgumentOf(ReadOnlySpan<byte> line, ReadOnlySpan<byte> verb, out ReadOnlySpan<byte> argument)
    {
        argument = line.StartsWith(verb) ? line[verb.Length..].Trim((byte)' ') : default;
        return !argument.IsEmpty;
    }

    private static bool TryProgress(ReadOnlySpan<byte> text, out RunProgress progress)
    {
        progress = new RunProgress(0, 0);
        var slash = text.IndexOf((byte)'/');
        if (slash < 1 || !TryCount(text[..slash], out var processed) || !TryCount(text[(slash + 1)..], out var total))
        {
            return false;
        }

        progress = new RunProgress(processed, total);
        return true;
    }

    private static bool TryCount(ReadOnlySpan<byte> text, out long count)
    {
        text = text.Trim((byte)' ');
        return Utf8Parser.TryParse(text, out count, out var read) && read == text.Length && count >= 0;
    }

    private static bool TryMetric(ReadOnlySpan<byte> text, out string name, out double value)
    {
        (name, value) = ("", 0);
        var equals = text.IndexOf((byte)'=');
        if (equals is < 1 or > MaxNameLength)
        {
            return false;
        }

        var number = text[(equals + 1)..].Trim((byte)' ');
        name = Encoding.UTF8.GetString(text[..equals].Trim((byte)' '));
        return name.Length > 0 && Utf8Parser.TryParse(number, out value, out var read) && read == number.Length && double.IsFinite(value);
    }

    private static IReadOnlyDictionary<string, double> With(IReadOnlyDictionary<string, double> metrics, string name, double value) =>
        metrics.Count >= MaxMetrics && !metrics.ContainsKey(name)
            ? metrics
            : new Dictionary<string, double>(metrics) { [name] = value };
}
