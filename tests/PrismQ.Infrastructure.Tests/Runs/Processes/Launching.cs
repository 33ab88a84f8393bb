namespace PrismQ.Infrastructure.Tests.Runs.Processes;

/// <summary>The ways in which runs are started on POSIX systems.</summary>
public enum Launching
{
    Attached,
    Detached,
    DetachedByShell,
}
