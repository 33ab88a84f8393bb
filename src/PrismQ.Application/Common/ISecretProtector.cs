namespace PrismQ.Application.Common;

/// <summary>Encrypts secrets for storage. Thread-safe.</summary>
public interface ISecretProtector
{
    /// <summary>Encrypts a secret; the answer is printable ASCII.</summary>
    string Protect(string secret);

    /// <summary>The secret that <see cref="Protect"/> made this of.</summary>
    /// <exception cref="StorageUnavailableException">It was not made with the keys of this installation.</exception>
    string Unprotect(string encrypted);
}
