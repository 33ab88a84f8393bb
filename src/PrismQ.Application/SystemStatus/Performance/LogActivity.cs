using System.Diagnostics.Metrics;

namespace PrismQ.Application.SystemStatus.Performance;

/// <summary>What is written to the logs of runs, as numbers: the meter <c>PrismQ.Logs</c>, and the last minute for those who ask here.</summary>
public sealed class LogActivity
{
    public const string Meter = "PrismQ.Logs";

    private readonly Counter<long> _lines;

    public LogActivity(IMeterFactory meters, TimeProvider time)
    {
        Lines = new RecentRate(time);
        _lines = meters.Create(Meter).CreateCounter<long>("prismq.logs.lines", "{line}", "Lines of all runs that were indexed.");
    }

    public RecentRate Lines { get; }

    /// <summary>Call with every batch of lines that was indexed.</summary>
    public void Indexed(long lines)
    {
        Lines.Add(lines);
        _lines.Add(lines);
    }
}
