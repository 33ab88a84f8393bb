using Microsoft.Extensions.Logging;
using PrismQ.Application.SystemStatus;

namespace PrismQ.Infrastructure.Runs.Persistence;

/// <summary>What is wrong with the history now: reported by a read or write that failed, cleared by the next that succeeds.</summary>
internal sealed partial class HistoryTrouble(ILogger<HistoryTrouble> logger) : IHealthSource
{
    private string? _problem;

    public IReadOnlyList<string> Problems => Volatile.Read(ref _problem) is { } problem ? [problem] : [];

    public void Report(string problem)
    {
        if (Interlocked.Exchange(ref _problem, problem) != problem)
        {
            LogTrouble(logger, problem);
        }
    }

    public void Clear()
    {
        if (Volatile.Read(ref _problem) is not null && Interlocked.Exchange(ref _problem, null) is not null)
        {
            LogRecovered(logger);
        }
    }

    [LoggerMessage(3300, LogLevel.Error, "{Problem}")]
    private static partial void LogTrouble(ILogger logger, string problem);

    [LoggerMessage(3301, LogLevel.Information, "The run history is in order again.")]
    private static partial void LogRecovered(ILogger logger);
}
