using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>A pipe that a script writes to, and the file that its bytes go to.</summary>
internal sealed unsafe class OutputPipe : IDisposable
{
    private const int GetPipeSize = 1032;
    private const int DefaultPipeSize = 64 * 1024;

    private readonly SafeFileHandle _file;
    private readonly SafeFileHandle _reader;

    public OutputPipe(string file)
    {
        _file = Descriptors.OpenForAppend(file);
        (_reader, Writer) = Descriptors.Pipe();
    }

    /// <summary>The script's end; to be closed here once the script has it.</summary>
    public SafeFileHandle Writer { get; }

    /// <summary>False when every writer has closed it, or nobody listens any more.</summary>
    public bool IsOpen => !_reader.IsClosed;

    public PollEntry Entry => new() { Descriptor = IsOpen ? _reader.Number() : -1, Wanted = LibC.PollIn };

    /// <summary>More than this cannot lie in the pipe.</summary>
    public int Capacity =>
        IsOpen && OperatingSystem.IsLinux() && LibC.Control(_reader.Number(), GetPipeSize, 0) is > 0 and var size ? size : DefaultPipeSize;

    /// <summary>Takes what lies in the pipe, at most a buffer full; closes it at its end.</summary>
    public int Read(Span<byte> buffer)
    {
        fixed (byte* first = buffer)
        {
            nint length;
            do
            {
                length = LibC.Read(_reader.Number(), first, buffer.Length);
            }
            while (length < 0 && Marshal.GetLastPInvokeError() == LibC.Interrupted);

            if (length <= 0)
            {
                Close();
            }

            return (int)Math.Max(0, length);
        }
    }

    /// <summary>Appends to the file as much as it takes, and answers how much that was.</summary>
    public int Write(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes)
        {
            return (int)Math.Max(0, LibC.Write(_file.Number(), first, bytes.Length));
        }
    }

    public void Close() => _reader.Dispose();

    public void Dispose()
    {
        Writer.Dispose();
        _reader.Dispose();
        _file.Dispose();
    }
}
