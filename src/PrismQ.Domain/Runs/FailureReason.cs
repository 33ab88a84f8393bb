namespace PrismQ.Domain.Runs;

/// <summary>Why a run failed.</summary>
public enum FailureReason
{
    /// <summary>The script ended with an exit code other than zero.</summary>
    ExitCode,

    /// <summary>The script could not be started.</summary>
    LaunchFailed,

    /// <summary>The script took longer than it may and was ended.</summary>
    TimedOut,

    /// <summary>The server ended, or lost the script, while it ran.</summary>
    Interrupted,
}
