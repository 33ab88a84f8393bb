namespace PrismQ.Application.Runs.Orchestration;

/// <summary>Carries one run from its start to its record. Thread-safe.</summary>
internal interface IRunExecutor
{
    /// <summary>Starts a run and stays with it until it has ended and is recorded, or the server ends. Never faults.</summary>
    /// <param name="isRecorded">Whether the history has it as running already, since this start.</param>
    Task RunAsync(ActiveRun run, bool isRecorded = false);

    /// <summary>Stays with a run whose script was started before.</summary>
    /// <returns>Completes once its log is read again; its result, when the run has ended and is recorded, or the server ends. Neither faults.</returns>
    Task<Task> ContinueAsync(ActiveRun run, ILaunchedProcess process);

    /// <summary>Stops staying with runs: they are left alone or ended, as the settings say. Completes when none is left.</summary>
    Task ShutDownAsync(CancellationToken cancellationToken);
}
