namespace PrismQ.Infrastructure.Common;

/// <summary>Files and folders that only the service's user may read.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a folder and those above it that are missing; what is there already stays as it is.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else if (!Directory.Exists(path))
        {
            // Left to itself, .NET would make the folders above it readable by all.
            CreateFolder(Path.GetDirectoryName(path) ?? "/");
            Directory.CreateDirectory(path, FolderMode);
        }
    }

    /// <summary>
    /// The same within a folder that must be there: when the data directory is gone for a while, nobody makes another in its place.
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">The outer folder is not there.</exception>
    public static void CreateFolderIn(string outer, string path)
    {
        if (!Directory.Exists(outer))
        {
            throw new DirectoryNotFoundException($"The folder {outer} is gone.");
        }

        CreateFolder(path);
    }

    /// <summary>Makes a folder, or closes it to all others when it is there already.</summary>
    public static void CloseFolder(string path)
    {
        CreateFolder(path);
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(path) != FolderMode)
        {
            File.SetUnixFileMode(path, FolderMode);
        }
    }

    public static void CreateIfMissing(string path)
    {
        if (!File.Exists(path))
        {
            OpenOrCreate(path, FileShare.ReadWrite | FileShare.Delete).Dispose();
        }
    }

    /// <summary>Opens a file for writing; one that is made is closed to all others.</summary>
    public static FileStream OpenOrCreate(string path, FileShare share)
    {
        var options = new FileStreamOptions { Mode = System.IO.FileMode.OpenOrCreate, Access = FileAccess.Write, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = FileMode;
        }

        return new FileStream(path, options);
    }
}
