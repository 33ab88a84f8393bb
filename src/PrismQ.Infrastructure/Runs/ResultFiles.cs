using System.IO.Enumeration;
using PrismQ.Application.Runs;

namespace PrismQ.Infrastructure.Runs;

/// <summary>
/// The files in a results folder. The script decides what lies there, and whether the folder itself still is one, so links are never
/// followed and nothing but regular files is opened.
/// </summary>
internal static class ResultFiles
{
    private static readonly EnumerationOptions WithoutLinks = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = true,
    };

    public static IReadOnlyList<ResultFile> List(string folder)
    {
        if (!Directory.Exists(folder) || IsLink(folder))
        {
            return [];
        }

        var files = new FileSystemEnumerable<ResultFile>(folder, static (ref FileSystemEntry entry) => ToResult(ref entry), WithoutLinks)
        {
            ShouldIncludePredicate = static (ref FileSystemEntry entry) => !entry.IsDirectory && RegularFile.Is(entry.ToFullPath()),
        };
        return [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    public static OpenedFile? Open(string folder, string path)
    {
        var parts = path.Split('/');
        if (IsLink(folder)
            || parts.Any(part => part is "" or "." or ".." || part.AsSpan().ContainsAny('\0', Path.DirectorySeparatorChar, Path.VolumeSeparatorChar)))
        {
            return null;
        }

        var full = folder;
        foreach (var part in parts)
        {
            full = Path.Combine(full, part);
            if (IsLink(full))
            {
                return null;
            }
        }

        try
        {
            return RegularFile.Is(full)
                ? ToOpened(new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 64 * 1024, useAsync: true))
                : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    private static OpenedFile ToOpened(FileStream file)
    {
        var changed = File.GetLastWriteTimeUtc(file.SafeFileHandle);
        return new OpenedFile(file, $"{file.Length:x}-{changed.Ticks:x}", changed);
    }

    private static ResultFile ToResult(ref FileSystemEntry entry) => new(
        Path.GetRelativePath(entry.OriginalRootDirectory.ToString(), entry.ToFullPath()).Replace(Path.DirectorySeparatorChar, '/'),
        entry.Length,
        entry.CreationTimeUtc);
}
