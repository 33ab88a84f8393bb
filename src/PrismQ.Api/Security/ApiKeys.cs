using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace PrismQ.Api.Security;

/// <summary>Knows the keys by their hashes. Thread-safe.</summary>
internal sealed class ApiKeys(IOptions<SecurityOptions> options)
{
    private readonly (byte[] Hash, Caller Caller)[] _keys =
        [.. options.Value.ApiKeys.Select(key => (Convert.FromHexString(key.Hash), new Caller(key.Name, key.Role)))];

    /// <summary>Whether there is any key; without one, everybody may do everything.</summary>
    public bool AreRequired => _keys.Length > 0;

    /// <summary>Whose key it is; null when it is nobody's. Takes the same time whichever it is.</summary>
    public Caller? Find(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        Caller? found = null;
        foreach (var known in _keys)
        {
            found = CryptographicOperations.FixedTimeEquals(known.Hash, hash) ? known.Caller : found;
        }

        return found;
    }
}
