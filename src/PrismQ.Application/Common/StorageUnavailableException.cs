namespace PrismQ.Application.Common;

/// <summary>Storage that PrismQ needs cannot be read or written; nothing was changed, and the same request may work later.</summary>
public sealed class StorageUnavailableException : Exception
{
    public StorageUnavailableException()
    {
    }

    public StorageUnavailableException(string message)
        : base(message)
    {
    }

    public StorageUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
