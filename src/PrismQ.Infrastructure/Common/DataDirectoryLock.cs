using Microsoft.Extensions.Options;
using PrismQ.Application.Common;

namespace PrismQ.Infrastructure.Common;

/// <summary>
/// Makes sure that one server at a time uses the data directory. The operating system gives the lock back however the server ends, and
/// scripts do not inherit it (.NET opens files close-on-exec), so one that outlives the server does not keep the next from starting.
/// </summary>
internal sealed class DataDirectoryLock(IOptions<StorageOptions> storage) : StartingService, IDisposable
{
    public const string FileName = ".lock";

    private FileStream? _lock;

    /// <exception cref="StartupException">Another server has it, or the directory cannot be written.</exception>
    public override Task StartingAsync(CancellationToken cancellationToken)
    {
        var directory = Path.GetFullPath(storage.Value.DataDirectory);
        try
        {
            PrivateFiles.CreateFolder(directory);
            _lock = PrivateFiles.OpenOrCreate(Path.Combine(directory, FileName), FileShare.None);
            return Task.CompletedTask;
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StartupException($"The data directory {directory} cannot be written by this user: change its owner or PrismQ:DataDirectory.", exception);
        }
        catch (IOException exception) when (IsSharingViolation(exception))
        {
            throw new StartupException(
                $"Another PrismQ server uses the data directory {directory}: stop it, or set PrismQ:DataDirectory to another one.", exception);
        }
        catch (IOException exception)
        {
            throw new StartupException($"The data directory {directory} cannot be used: {exception.Message}", exception);
        }
    }

    public void Dispose() => _lock?.Dispose();

    /// <summary>EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows: .NET keeps the system's own number.</summary>
    private static bool IsSharingViolation(IOException exception) => exception.HResult is 11 or 35 or unchecked((int)0x80070020);
}
