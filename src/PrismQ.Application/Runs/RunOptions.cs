using System.ComponentModel.DataAnnotations;

namespace PrismQ.Application.Runs;

/// <summary>Settings of the section <c>PrismQ:Runs</c>.</summary>
public sealed class RunOptions
{
    public const string Section = "PrismQ:Runs";

    /// <summary>Runs at once, 1 to 1000. Default 10.</summary>
    [Range(1, 1000)]
    public int MaxConcurrent { get; set; } = 10;

    /// <summary>What a launch does when all slots are taken. Default <see cref="WhenFull.Queue"/>.</summary>
    [EnumDataType(typeof(WhenFull))]
    public WhenFull WhenFull { get; set; } = WhenFull.Queue;

    /// <summary>Runs that may wait, 1 to 100,000. Default 1000.</summary>
    [Range(1, 100_000)]
    public int QueueCapacity { get; set; } = 1000;

    /// <summary>Seconds between asking a script to end and killing it, 0 to 300. Default 5.</summary>
    [Range(0d, 300d)]
    public double StopGraceSeconds { get; set; } = 5;

    /// <summary>Seconds that a run may take when its module says nothing, 1 to 31,536,000 (a year). Default none.</summary>
    [Range(1d, 31_536_000d)]
    public double? DefaultTimeoutSeconds { get; set; }

    /// <summary>How scripts are started. Default <see cref="LauncherKind.Auto"/>.</summary>
    [EnumDataType(typeof(LauncherKind))]
    public LauncherKind Launcher { get; set; } = LauncherKind.Auto;

    /// <summary>What an orderly stop of the server does to detached runs. Default <see cref="OnShutdown.Leave"/>.</summary>
    [EnumDataType(typeof(OnShutdown))]
    public OnShutdown OnShutdown { get; set; } = OnShutdown.Leave;

    public TimeSpan StopGrace => TimeSpan.FromSeconds(StopGraceSeconds);
}

public enum WhenFull
{
    /// <summary>The run waits, in order.</summary>
    Queue,

    /// <summary>The launch is refused.</summary>
    Reject,
}

public enum LauncherKind
{
    /// <summary>Detached on Linux and macOS, attached elsewhere.</summary>
    Auto,

    /// <summary>A supervisor writes the output, and runs outlive the server.</summary>
    Detached,

    /// <summary>The server pumps the output and takes its runs down with it.</summary>
    Attached,
}

public enum OnShutdown
{
    /// <summary>Runs go on and are taken over by the next server.</summary>
    Leave,

    /// <summary>Runs are ended after their grace.</summary>
    End,
}
