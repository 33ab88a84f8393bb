using System.ComponentModel.DataAnnotations;

namespace PrismQ.Application.Runs;

/// <summary>Settings of the section <c>PrismQ:History</c> that say how long ended runs are kept. Their logs and results go with them.</summary>
public sealed class RetentionOptions
{
    public const string Section = "PrismQ:History";

    /// <summary>Days that an ended run is kept, 0 (for ever) to 36,500. Default 30.</summary>
    [Range(0, 36_500)]
    public int RetentionDays { get; set; } = 30;

    /// <summary>Ended runs that are kept, 0 (any number) to 1,000,000,000. Default 100,000.</summary>
    [Range(0, 1_000_000_000)]
    public long RetentionRuns { get; set; } = 100_000;
}
