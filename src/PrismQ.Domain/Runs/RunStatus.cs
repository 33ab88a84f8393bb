namespace PrismQ.Domain.Runs;

public enum RunStatus
{
    Queued,
    Running,
    Completed,
    Failed,
    Cancelled,
}

public static class RunStatusRules
{
    /// <summary>Whether nothing more can happen to a run in this state.</summary>
    public static bool IsFinal(this RunStatus status) => status is RunStatus.Completed or RunStatus.Failed or RunStatus.Cancelled;
}
