namespace PrismQ.Domain.Runs;

/// <summary>How serious a line of a run's output is.</summary>
public enum LogLevel : byte
{
    Debug,
    Info,
    Warning,
    Error,
    Critical,
}

/// <summary>Where a script wrote a line.</summary>
public enum OutputStream : byte
{
    Stdout,
    Stderr,
}
