using PrismQ.Application.Common;

namespace PrismQ.Testing.Runs;

/// <summary>"Encrypts" by reversing, so that a test can tell the stored form from the secret. <see cref="KeysLost"/> makes old values unreadable.</summary>
public sealed class ReversingProtector : ISecretProtector
{
    private const string Prefix = "sealed:";

    public bool KeysLost { get; set; }

    public string Protect(string secret) => Prefix + new string([.. secret.Reverse()]);

    public string Unprotect(string encrypted) => !KeysLost && encrypted.StartsWith(Prefix, StringComparison.Ordinal)
        ? new string([.. encrypted[Prefix.Length..].Reverse()])
        : throw new StorageUnavailableException("The secret was encrypted with other keys.");
}
