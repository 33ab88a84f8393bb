namespace PrismQ.Domain.Runs;

/// <summary>How far a run has come, in items of its own choosing.</summary>
public sealed record RunProgress(long Processed, long Total)
{
    /// <summary>0 to 100, rounded to one decimal.</summary>
    public double Percent => Total <= 0 ? 0 : Math.Round(Math.Clamp(100.0 * Processed / Total, 0, 100), 1);
}
