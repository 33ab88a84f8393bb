using Microsoft.Extensions.Logging;
using PrismQ.Domain.Runs;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace PrismQ.Infrastructure.Runs.Logs;

internal static partial class RunLogEvents
{
    [LoggerMessage(3120, LogLevel.Error, "The log of run {RunId} cannot be indexed; retrying.")]
    public static partial void IndexingFailed(ILogger logger, RunId runId, Exception exception);
}
