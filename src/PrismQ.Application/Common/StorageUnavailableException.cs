namespace PrismQ.Application.Common;

/// <summary>
/// Storage that PrismQ needs cannot be read or written. Nothing was changed, unless <see cref="MayHaveChanged"/> says so, and the same request
/// may work later.
/// </summary>
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

    /// <summary>Whether a commit was under way: it may have happened although its answer was lost.</summary>
    public bool MayHaveChanged { get; init; }
}
