using System.Text;
using Microsoft.Win32.SafeHandles;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>The first line of a script that runs by itself.</summary>
internal static class Shebang
{
    /// <summary>As much as the kernel reads of it.</summary>
    private const int Longest = 256;

    /// <summary>The program that a file names behind <c>#!</c>; null when it names none, or may be executed but not read.</summary>
    public static string? InterpreterOf(string file)
    {
        Span<byte> start = stackalloc byte[Longest];
        using var handle = TryOpen(file);
        if (handle is null)
        {
            return null;
        }

        var line = start[..RandomAccess.Read(handle, start, fileOffset: 0)];
        if (!line.StartsWith("#!"u8))
        {
            return null;
        }

        line = line["#!"u8.Length..].TrimStart(" \t"u8);
        var end = line.IndexOfAny(" \t\r\n"u8);
        return Encoding.UTF8.GetString(end < 0 ? line : line[..end]);
    }

    private static SafeFileHandle? TryOpen(string file)
    {
        try
        {
            return File.OpenHandle(file);
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }
}
