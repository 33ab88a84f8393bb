using System.ComponentModel.DataAnnotations;

namespace PrismQ.Application.Runs;

/// <summary>The setting of the section <c>PrismQ:Limits</c> that keeps runs from filling the disk.</summary>
public sealed class FreeSpaceOptions
{
    public const string Section = "PrismQ:Limits";

    /// <summary>
    /// Bytes that must be free on the data directory's disk for a new run to be accepted, 0 (never refuse) to 1 PiB. Default 268,435,456
    /// (256 MiB).
    /// </summary>
    [Range(0, 1L << 50)]
    public long MinFreeBytes { get; set; } = 256L << 20;
}
