using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Logs;

/// <summary>
/// Cuts raw output into index records. Where it cuts depends on the bytes alone, never on how they arrived, so that an index that is made
/// again is the same.
/// </summary>
internal static class LineSplitter
{
    /// <summary>Longest line in bytes; a longer one becomes several records.</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>
    /// What must be known behind a piece before it is shown: a secret that begins in it must be there whole, or it could not be masked.
    /// </summary>
    public const int Lookahead = 16 * 1024;

    /// <summary>Splits from the position on, until the block or the room for records is used up.</summary>
    /// <param name="block">Begins at the position.</param>
    /// <param name="isLast">No byte will follow the block, so what is left of it is a line too.</param>
    /// <returns>How many records were written.</returns>
    public static int Split(
        ReadOnlySpan<byte> block, OutputStream stream, bool isLast, long timestamp, Span<LogRecord> records, ref StreamPosition position)
    {
        var count = 0;
        while (count < records.Length && !block.IsEmpty && TryCut(block, isLast, out var length, out var flags))
        {
            var line = block[..length];
            if (position.InLongLine)
            {
                flags |= LogFlags.Continued;
            }
            else if (stream == OutputStream.Stdout && (flags & LogFlags.Continues) == 0 && line.StartsWith("::"u8))
            {
                flags |= LogFlags.Directive;
            }

            var level = position.InLongLine ? position.Level : LevelWords.Find(line, stream);
            var record = new LogRecord(timestamp, position.Next, length, stream, level, flags);
            block = block[(int)(record.End - record.Offset)..];
            position = StreamPosition.After(record);
            records[count++] = record;
        }

        return count;
    }

    private static bool TryCut(ReadOnlySpan<byte> rest, bool isLast, out int length, out LogFlags flags)
    {
        var window = rest[..Math.Min(rest.Length, MaxLength + 2)];
        var lineFeed = window.IndexOf((byte)'\n');
        if (lineFeed >= 0)
        {
            var hasReturn = lineFeed > 0 && window[lineFeed - 1] == '\r';
            length = hasReturn ? lineFeed - 1 : lineFeed;
            flags = hasReturn ? LogFlags.CarriageReturn : LogFlags.None;
            if (length <= MaxLength)
            {
                return true;
            }
        }
        else if (isLast && rest.Length <= MaxLength)
        {
            (length, flags) = (rest.Length, LogFlags.NoBreak);
            return true;
        }
        else if (!isLast && rest.Length < MaxLength + Lookahead && !rest[window.Length..].Contains((byte)'\n'))
        {
            (length, flags) = (0, LogFlags.None);
            return false;
        }

        (length, flags) = (PieceLength(rest), LogFlags.Continues);
        return true;
    }

    /// <summary>As much as fits without cutting a UTF-8 sequence; bytes that are no UTF-8 are cut anywhere.</summary>
    private static int PieceLength(ReadOnlySpan<byte> rest)
    {
        for (var length = MaxLength; length > MaxLength - 4; length--)
        {
            if ((rest[length] & 0xC0) != 0x80)
            {
                return length;
            }
        }

        return MaxLength;
    }
}
