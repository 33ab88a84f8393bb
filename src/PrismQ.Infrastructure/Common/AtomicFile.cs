namespace PrismQ.Infrastructure.Common;

/// <summary>Replaces files so that a reader, or a power cut, finds the old content or the new, whole, and never anything else.</summary>
internal static class AtomicFile
{
    public const string TemporaryExtension = ".tmp";

    /// <summary>Writes the file for its owner's eyes only; on return it is on disk. One writer a path at a time.</summary>
    /// <exception cref="IOException">It cannot be written; the earlier content stands.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var temporary = path + TemporaryExtension;
        try
        {
            await using (var stream = new FileStream(temporary, OwnerOnly()))
            {
                await stream.WriteAsync(content, cancellationToken);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }

        // The rename is an entry of the folder: without this a power cut may bring the earlier file back.
        FolderSync.Flush(Path.GetDirectoryName(path) ?? ".");
    }

    private static FileStreamOptions OwnerOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What stopped the write is what the caller hears; the next write replaces the leftover.
        }
    }
}
