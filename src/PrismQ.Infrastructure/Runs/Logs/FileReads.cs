using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PrismQ.Infrastructure.Runs.Logs;

internal static class FileReads
{
    /// <summary>Reads until the buffer is full or the file ends.</summary>
    public static int ReadFully(this SafeFileHandle file, Span<byte> buffer, long offset)
    {
        var total = 0;
        while (total < buffer.Length && RandomAccess.Read(file, buffer[total..], offset + total) is > 0 and var read)
        {
            total += read;
        }

        return total;
    }

    /// <summary>Reads whole records from a line on, given by its number; answers how many there were.</summary>
    public static int ReadRecords(this SafeFileHandle index, Span<LogRecord> records, long firstLine) =>
        index.ReadFully(MemoryMarshal.AsBytes(records), (firstLine - 1) * LogRecord.Size) / LogRecord.Size;
}
