using PrismQ.Application.SystemStatus;

namespace PrismQ.Testing.SystemStatus;

/// <summary>A machine with the readings that a test gives it.</summary>
public sealed class FakeHostMetrics : IHostMetrics
{
    public HostSample Current { get; set; } = new(null, null, null, null, DateTimeOffset.UnixEpoch);
}
