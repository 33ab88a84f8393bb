using PrismQ.Application.Runs;

namespace PrismQ.Infrastructure.Runs.Logs;

/// <summary>The files in a run's folder that only the log store knows.</summary>
internal static class RunLogPaths
{
    public static string LogIndex(this RunFolder folder) => Path.Combine(folder.Path, "log.idx");

    public static string LogGap(this RunFolder folder) => Path.Combine(folder.Path, "log.gap");
}
