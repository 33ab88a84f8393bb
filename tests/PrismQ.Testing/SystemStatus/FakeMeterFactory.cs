using System.Diagnostics.Metrics;

namespace PrismQ.Testing.SystemStatus;

/// <summary>Makes meters that nobody listens to.</summary>
public sealed class FakeMeterFactory : IMeterFactory
{
    public Meter Create(MeterOptions options) => new(options);

    public void Dispose()
    {
    }
}
