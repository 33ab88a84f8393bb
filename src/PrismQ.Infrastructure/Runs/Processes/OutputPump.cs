using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;
using PrismQ.Application.Runs;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>
/// Carries the bytes of a run's two pipes into its two files, on one thread. A full disk holds the script up; nothing is lost while the
/// script lives.
/// </summary>
internal sealed unsafe partial class OutputPump : IDisposable
{
    // As much as a pipe holds, and below what the large-object heap takes.
    private const int BufferSize = 64 * 1024;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LastRetries = TimeSpan.FromSeconds(5);

    private readonly OutputPipe[] _pipes;
    private readonly SafeFileHandle _ended;
    private readonly SafeFileHandle _endedWriter;
    private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RunFolder _folder;
    private readonly ILogger _log;

    /// <exception cref="IOException">The run's files cannot be opened.</exception>
    public OutputPump(RunFolder folder, ILogger log)
    {
        (_folder, _log) = (folder, log);
        _pipes = [new OutputPipe(folder.Stdout), new OutputPipe(folder.Stderr)];
        (_ended, _endedWriter) = Descriptors.Pipe();
    }

    public SafeFileHandle Stdout => _pipes[0].Writer;

    public SafeFileHandle Stderr => _pipes[1].Writer;

    /// <summary>Begins to read, once the script has its ends.</summary>
    public void Start()
    {
        Array.ForEach(_pipes, pipe => pipe.Writer.Dispose());
        new Thread(Run) { IsBackground = true, Name = "run output" }.Start();
    }

    /// <summary>Takes what the script left in the pipes, although processes that it left behind may hold them open.</summary>
    public Task FinishAsync()
    {
        _endedWriter.Dispose();
        return _completed.Task;
    }

    public void Dispose()
    {
        Array.ForEach(_pipes, pipe => pipe.Dispose());
        _ended.Dispose();
        _endedWriter.Dispose();
    }

    private void Run()
    {
        try
        {
            Pump(GC.AllocateUninitializedArray<byte>(BufferSize));
        }
        finally
        {
            _completed.TrySetResult();
        }
    }

    private void Pump(byte[] buffer)
    {
        var entries = stackalloc PollEntry[3];
        int[]? left = null;
        while (_pipes.Any(pipe => pipe.IsOpen))
        {
            (entries[0], entries[1]) = (_pipes[0].Entry, _pipes[1].Entry);
            entries[2] = new PollEntry { Descriptor = left is null ? _ended.Number() : -1, Wanted = LibC.PollIn };
            var ready = LibC.Poll(entries, 3, left is null ? -1 : 0);
            if (ready == 0)
            {
                return;
            }

            if (left is null && ready > 0 && entries[2].Happened != 0)
            {
                // What the script wrote is in the pipes by now, so it is among the next bytes that fit in there.
                left = [.. _pipes.Select(pipe => pipe.Capacity)];
            }

            for (var i = 0; i < _pipes.Length && ready > 0; i++)
            {
                if (entries[i].Happened != 0)
                {
                    var length = _pipes[i].Read(buffer);
                    Append(_pipes[i], buffer.AsSpan(0, length), mayWait: left is null);
                    if (left is not null && (left[i] -= length) <= 0)
                    {
                        _pipes[i].Close();
                    }
                }
            }
        }
    }

    private void Append(OutputPipe pipe, ReadOnlySpan<byte> bytes, bool mayWait)
    {
        var retries = mayWait ? int.MaxValue : LastRetries / RetryDelay;
        for (var attempt = 0; !bytes.IsEmpty; attempt++)
        {
            bytes = bytes[pipe.Write(bytes)..];
            if (bytes.IsEmpty)
            {
                return;
            }

            if (attempt == 0)
            {
                LogHeldUp(_log, _folder.Path);
            }

            if (attempt >= retries)
            {
                LogLost(_log, bytes.Length, _folder.Path);
                return;
            }

            // The script's end cuts the waiting short to the last retries.
            var entry = new PollEntry { Descriptor = retries == int.MaxValue ? _ended.Number() : -1, Wanted = LibC.PollIn };
            if (LibC.Poll(&entry, 1, (int)RetryDelay.TotalMilliseconds) > 0)
            {
                retries = attempt + (int)(LastRetries / RetryDelay);
            }
        }
    }

    [LoggerMessage(3110, LogLevel.Warning, "The output of a run cannot be written to {Folder}; the script is held up until it can.")]
    private static partial void LogHeldUp(ILogger log, string folder);

    [LoggerMessage(3111, LogLevel.Error, "{Bytes} bytes of output could not be written to {Folder} and are lost.")]
    private static partial void LogLost(ILogger log, int bytes, string folder);
}
