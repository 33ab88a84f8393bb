namespace PrismQ.Infrastructure.Tests.Runs.Logs;

/// <summary>The system's time, with a clock that a test may set forward and back.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    public TimeSpan Shift { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;
}
