using System.Diagnostics.Metrics;
using PrismQ.Application.SystemStatus.Performance;

namespace PrismQ.Api.SystemStatus.Performance;

/// <summary>Counts connections, as Kestrel's own meter tells them, and streams.</summary>
internal sealed class ServerLoad : IServerLoad, IDisposable
{
    private readonly MeterListener _kestrel = new();
    private long _connections;
    private long _streams;

    public ServerLoad()
    {
        _kestrel.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Name: "kestrel.active_connections", Meter.Name: "Microsoft.AspNetCore.Server.Kestrel" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _kestrel.SetMeasurementEventCallback<long>((_, change, _, _) => Interlocked.Add(ref _connections, change));
        _kestrel.Start();
    }

    public long ActiveConnections => Interlocked.Read(ref _connections);

    public long ActiveStreams => Interlocked.Read(ref _streams);

    public void StreamBegan() => Interlocked.Increment(ref _streams);

    public void StreamEnded() => Interlocked.Decrement(ref _streams);

    public void Dispose() => _kestrel.Dispose();
}
