using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using PrismQ.Application.Common;

namespace PrismQ.Infrastructure.Configs;

/// <summary>Encrypts secrets with the keys of this installation, which lie in the data folder.</summary>
internal sealed class DataProtectionSecretProtector(IDataProtectionProvider provider) : ISecretProtector
{
    private readonly IDataProtector _protector = provider.CreateProtector("PrismQ.Secrets.v1");

    public string Protect(string secret)
    {
        try
        {
            return _protector.Protect(secret);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException("Secrets cannot be encrypted: the keys cannot be read or written.", exception);
        }
    }

    public string Unprotect(string encrypted)
    {
        try
        {
            return _protector.Unprotect(encrypted);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException("A saved secret cannot be read: its key is missing or another one.", exception);
        }
    }
}
