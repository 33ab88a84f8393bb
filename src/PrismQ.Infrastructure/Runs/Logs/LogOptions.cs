using System.ComponentModel.DataAnnotations;

namespace PrismQ.Infrastructure.Runs.Logs;

/// <summary>Settings of the section <c>PrismQ:Logs</c>.</summary>
public sealed class LogOptions
{
    public const string Section = "PrismQ:Logs";

    /// <summary>
    /// Most bytes that the log of one run takes on disk, its index included, 1 MiB to 1 TiB. Beyond it the log keeps its head and its
    /// tail. Default 1 GiB.
    /// </summary>
    [Range(1L << 20, 1L << 40)]
    public long MaxBytesPerRun { get; set; } = 1L << 30;
}
