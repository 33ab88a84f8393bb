using Microsoft.Extensions.Options;

namespace PrismQ.Api.Common;

/// <summary>Bounds the live streams, of each client and in all. Thread-safe.</summary>
internal sealed class StreamSlots(IOptions<LimitOptions> limits)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _byClient = [];
    private int _all;

    /// <summary>Takes a slot until the answer is disposed; null when there is none.</summary>
    public IDisposable? TryTake(HttpContext context)
    {
        var client = ClientName.Of(context);
        lock (_lock)
        {
            var own = _byClient.GetValueOrDefault(client);
            if (_all >= limits.Value.MaxStreams || own >= limits.Value.MaxStreamsPerClient)
            {
                return null;
            }

            _all++;
            _byClient[client] = own + 1;
            return new Slot(this, client);
        }
    }

    private void Free(string client)
    {
        lock (_lock)
        {
            _all--;
            if (--_byClient[client] == 0)
            {
                _byClient.Remove(client);
            }
        }
    }

    private sealed class Slot(StreamSlots slots, string client) : IDisposable
    {
        private StreamSlots? _slots = slots;

        public void Dispose() => Interlocked.Exchange(ref _slots, null)?.Free(client);
    }
}
