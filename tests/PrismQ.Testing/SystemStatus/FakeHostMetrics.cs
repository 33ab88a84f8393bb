using PrismQ.Application.SystemStatus;

namespace PrismQ.Testing.SystemStatus;

/// <summary>A machine with the readings that a test gives it.</summary>
public sealed class FakeHostMetrics : IHostMetrics
{
    /// <param name="bytes">Null when the disk is gone.</param>
    public static HostSample WithFreeDisk(long? bytes) => new(null, null, bytes, bytes * 2, DateTimeOffset.UnixEpoch);

    public HostSample Current { get; set; } = new(null, null, null, null, DateTimeOffset.UnixEpoch);
}
