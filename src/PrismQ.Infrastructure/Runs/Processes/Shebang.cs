using System.Text;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>The first line of a script that runs by itself.</summary>
internal static class Shebang
{
    /// <summary>As much as the kernel reads of it.</summary>
    private const int Longest = 256;

    /// <summary>The program that a file names behind <c>#!</c>; null when it names none.</summary>
    public static string? InterpreterOf(string file)
    {
        Span<byte> start = stackalloc byte[Longest];
        using var handle = File.OpenHandle(file);
        var line = start[..RandomAccess.Read(handle, start, fileOffset: 0)];
        if (!line.StartsWith("#!"u8))
        {
            return null;
        }

        line = line["#!"u8.Length..].TrimStart(" \t"u8);
        var end = line.IndexOfAny(" \t\r\n"u8);
        return Encoding.UTF8.GetString(end < 0 ? line : line[..end]);
    }
}
