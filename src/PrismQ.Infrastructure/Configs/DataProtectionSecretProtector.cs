using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using PrismQ.Application.Common;
using PrismQ.Application.SystemStatus;

namespace PrismQ.Infrastructure.Configs;

/// <summary>
/// Encrypts secrets with the keys of this installation. From the first secret that they do not open until the server ends, health says so:
/// soon after its start the server reads every run that has a folder, and so meets those whose secrets are lost.
/// </summary>
internal sealed class DataProtectionSecretProtector(IDataProtectionProvider provider) : ISecretProtector, IHealthSource
{
    private const string KeysAreLost =
        "Stored passwords cannot be decrypted: the encryption keys are gone or others. Restore their folder and restart the server; "
        + "until then logs and results of the runs that had them are not shown.";

    private readonly IDataProtector _protector = provider.CreateProtector("PrismQ.Secrets.v1");

    private volatile bool _hasFailed;

    public IReadOnlyList<string> Problems => _hasFailed ? [KeysAreLost] : [];

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
            _hasFailed = true;
            throw new StorageUnavailableException("A saved secret cannot be read: its key is missing or another one.", exception);
        }
    }
}
