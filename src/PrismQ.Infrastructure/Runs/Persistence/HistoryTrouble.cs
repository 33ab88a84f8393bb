using Microsoft.Extensions.Logging;
using PrismQ.Application.SystemStatus;

namespace PrismQ.Infrastructure.Runs.Persistence;

/// <summary>
/// What is wrong with the history now. A read that succeeds clears what a read reported, and no more: a disk that is full can be read. A
/// write that succeeds clears both.
/// </summary>
internal sealed partial class HistoryTrouble(ILogger<HistoryTrouble> logger) : IHealthSource
{
    private string? _reading;
    private string? _writing;

    public IReadOnlyList<string> Problems =>
        [.. new[] { Volatile.Read(ref _writing), Volatile.Read(ref _reading) }.OfType<string>().Distinct()];

    public void ReportRead(string problem) => Report(ref _reading, problem);

    public void ReportWrite(string problem) => Report(ref _writing, problem);

    public void ClearRead() => LogRecovered(Clear(ref _reading));

    public void Clear() => LogRecovered(Clear(ref _reading) | Clear(ref _writing));

    private static bool Clear(ref string? problem) =>
        Volatile.Read(ref problem) is not null && Interlocked.Exchange(ref problem, null) is not null;

    private void Report(ref string? reported, string problem)
    {
        if (Interlocked.Exchange(ref reported, problem) != problem)
        {
            LogTrouble(logger, problem);
        }
    }

    private void LogRecovered(bool isCleared)
    {
        if (isCleared && Problems.Count == 0)
        {
            LogRecovered(logger);
        }
    }

    [LoggerMessage(3300, LogLevel.Error, "{Problem}")]
    private static partial void LogTrouble(ILogger logger, string problem);

    [LoggerMessage(3301, LogLevel.Information, "The run history is in order again.")]
    private static partial void LogRecovered(ILogger logger);
}
