using System.Runtime.InteropServices;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Logs;

/// <summary>What the index says about one line: 24 bytes, little endian, 23 bits of them a check over the others.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal readonly struct LogRecord
{
    public const int Size = 24;

    /// <summary>When the line was seen, in microseconds since 1970.</summary>
    public long Timestamp { get; }

    /// <summary>Where the line begins in its stream's file.</summary>
    public long Offset { get; }

    // 17 bits are the length; the other 15 and the last byte are the check.
    private const int LengthBits = 17;
    private const uint LengthMask = (1 << LengthBits) - 1;

    private readonly uint _lengthAndCheck;
    private readonly byte _stream;
    private readonly byte _level;
    private readonly byte _flags;
    private readonly byte _check;

    public LogRecord(long timestamp, long offset, int length, OutputStream stream, LogLevel level, LogFlags flags)
    {
        (Timestamp, Offset, _lengthAndCheck) = (timestamp, offset, (uint)length);
        (_stream, _level, _flags) = ((byte)stream, (byte)level, (byte)flags);
        var check = Checksum();
        _lengthAndCheck |= (check >> 8) << LengthBits;
        _check = (byte)check;
    }

    /// <summary>Its bytes, without the line break.</summary>
    public int Length => (int)(_lengthAndCheck & LengthMask);

    public OutputStream Stream => (OutputStream)_stream;

    public LogLevel Level => (LogLevel)_level;

    public LogFlags Flags => (LogFlags)_flags;

    /// <summary>Where the next line of the stream begins.</summary>
    public long End => Offset + Length + BreakLength;

    /// <summary>False for a record that was never written whole, and for the zeros of a hole.</summary>
    public bool IsValid => Check == Checksum() && _stream <= (byte)OutputStream.Stderr && _level <= (byte)LogLevel.Critical
        && Offset >= 0 && Length <= LineSplitter.MaxLength;

    public bool Has(LogFlags flags) => (Flags & flags) != 0;

    private int BreakLength => Has(LogFlags.Continues | LogFlags.NoBreak) ? 0 : Has(LogFlags.CarriageReturn) ? 2 : 1;

    private uint Check => (_lengthAndCheck >> LengthBits << 8) | _check;

    /// <summary>23 bits: with 8, one damaged record in 256 passed.</summary>
    private uint Checksum()
    {
        var rest = (uint)Length | ((ulong)_stream << 32) | ((ulong)_level << 40) | ((ulong)_flags << 48);
        var mixed = ((ulong)Timestamp * 0x9E3779B97F4A7C15) ^ ((ulong)Offset * 0xC2B2AE3D27D4EB4F) ^ (rest * 0x165667B19E3779F9)
            ^ 0xD6E8FEB86659FD93;
        mixed = (mixed ^ (mixed >> 32)) * 0xD6E8FEB86659FD93;
        return (uint)(mixed >> 41);
    }
}

[Flags]
internal enum LogFlags : byte
{
    None = 0,

    /// <summary>The output ended without a line break.</summary>
    NoBreak = 1,

    /// <summary>A piece of a long line that goes on in the stream's next record.</summary>
    Continues = 2,

    /// <summary>A piece that goes on from the stream's record before.</summary>
    Continued = 4,

    /// <summary>A whole line of stdout that begins with <c>::</c>.</summary>
    Directive = 8,

    /// <summary>The line break is <c>\r\n</c>.</summary>
    CarriageReturn = 16,
}
