using System.ComponentModel.DataAnnotations;

namespace PrismQ.Api.SystemStatus.Performance;

/// <summary>Settings of the section <c>PrismQ:Performance</c>.</summary>
internal sealed class PerformanceOptions
{
    public const string Section = "PrismQ:Performance";

    /// <summary>Milliseconds after which a request is logged as slow, 1 to 3,600,000. Default 1,000.</summary>
    [Range(1, 3_600_000)]
    public int SlowRequestMilliseconds { get; set; } = 1000;
}
