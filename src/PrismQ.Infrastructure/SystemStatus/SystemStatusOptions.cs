using System.ComponentModel.DataAnnotations;

namespace PrismQ.Infrastructure.SystemStatus;

/// <summary>Settings of the section <c>PrismQ:SystemStatus</c>.</summary>
public sealed class SystemStatusOptions
{
    public const string Section = "PrismQ:SystemStatus";

    /// <summary>Seconds between two samples of the machine, 0.5 to 60. Default 2.</summary>
    [Range(0.5, 60)]
    public double CacheSeconds { get; set; } = 2;

    /// <summary>Free disk space below which health is degraded, in 10^9 bytes, 0 (never) to 1,000,000. Default 1.</summary>
    [Range(0d, 1_000_000d)]
    public double LowDiskGb { get; set; } = 1;
}
