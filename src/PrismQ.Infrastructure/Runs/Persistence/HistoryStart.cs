using PrismQ.Infrastructure.Common;

namespace PrismQ.Infrastructure.Runs.Persistence;

/// <summary>Brings the history to the newest schema before anything else of the server starts.</summary>
internal sealed class HistoryStart(RunDatabase database) : StartingService
{
    public override Task StartingAsync(CancellationToken cancellationToken)
    {
        database.Migrate();
        return Task.CompletedTask;
    }
}
