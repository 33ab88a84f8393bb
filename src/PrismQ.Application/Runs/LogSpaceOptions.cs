using System.ComponentModel.DataAnnotations;

namespace PrismQ.Application.Runs;

/// <summary>The setting of the section <c>PrismQ:Logs</c> that bounds the space of all runs together.</summary>
public sealed class LogSpaceOptions
{
    public const string Section = "PrismQ:Logs";

    /// <summary>
    /// Most bytes that the folders of all runs (logs and results) take on disk, 0 (no limit) to 1 PiB. Beyond it the oldest ended runs go
    /// with their folders, at start and every hour; runs that have not ended never do. Folders that the history does not know do not
    /// count. Default 0.
    /// </summary>
    [Range(0, 1L << 50)]
    public long MaxBytesTotal { get; set; }
}
