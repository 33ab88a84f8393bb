using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace PrismQ.Api.Security;

/// <summary>
/// Makes an address that keeps sending wrong keys wait: one second after the allowed number, twice that after each more, a minute at most.
/// Nobody waits on a thread: it is refused until then. Thread-safe, and bounded.
/// </summary>
internal sealed class WrongKeys(IOptions<SecurityOptions> options, TimeProvider time)
{
    /// <summary>Addresses that are remembered; beyond, those go that have been quiet longest.</summary>
    private const int Capacity = 10_000;
    private const int LongestWaitSeconds = 60;

    /// <summary>How long an address is remembered after its last wrong key.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(15);

    private readonly Lock _lock = new();
    private readonly OrderedDictionary<string, Failures> _failures = [];

    /// <summary>Seconds that the address still has to wait; 0 when it may try.</summary>
    public int WaitOf(string address)
    {
        lock (_lock)
        {
            return _failures.TryGetValue(address, out var failures)
                ? (int)Math.Ceiling(Math.Max(0, (failures.BlockedUntil - time.GetUtcNow()).TotalSeconds))
                : 0;
        }
    }

    /// <summary>
    /// Counts a wrong key, unless it is the one that the address sent last: who repeats one, a page with a key that was withdrawn, is not
    /// guessing, and would lock out everybody else at its address.
    /// </summary>
    /// <returns>Whether it was counted.</returns>
    public bool Add(string address, string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var isKnown = _failures.TryGetValue(address, out var earlier) && now - earlier.At < Memory;
            if (isKnown && hash.AsSpan().SequenceEqual(earlier.LastKey))
            {
                return false;
            }

            var count = isKnown ? earlier.Count + 1 : 1;
            var beyond = count - options.Value.MaxWrongKeys;
            var wait = beyond < 0 ? 0 : Math.Min(LongestWaitSeconds, 1 << Math.Min(beyond, 6));
            _failures.Remove(address);
            _failures[address] = new Failures(count, now, now.AddSeconds(wait), hash);
            if (_failures.Count > Capacity)
            {
                _failures.RemoveAt(0);
            }

            return true;
        }
    }

    private readonly record struct Failures(int Count, DateTimeOffset At, DateTimeOffset BlockedUntil, byte[] LastKey);
}
