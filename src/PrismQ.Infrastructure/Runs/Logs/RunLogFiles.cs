using Microsoft.Win32.SafeHandles;
using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;
using PrismQ.Infrastructure.Common;

namespace PrismQ.Infrastructure.Runs.Logs;

/// <summary>The open files of one log, shared by its indexer and its readers; closed when the last of them lets go.</summary>
internal sealed class RunLogFiles : IDisposable
{
    private readonly SafeFileHandle _stdout;
    private readonly SafeFileHandle _stderr;
    private volatile LogExtent _extent = LogExtent.Empty;
    private int _holders = 1;

    private RunLogFiles(RunFolder folder, FileAccess access)
    {
        Folder = folder;
        try
        {
            // An indexer never writes raw output, but to give its space back needs write access.
            _stdout = Open(folder.Stdout, access);
            _stderr = Open(folder.Stderr, access);
            if (access != FileAccess.Read)
            {
                PrivateFiles.CreateIfMissing(folder.LogIndex());
            }

            Index = Open(folder.LogIndex(), access);
        }
        catch
        {
            _stdout?.Dispose();
            _stderr?.Dispose();
            throw;
        }
    }

    public RunFolder Folder { get; }

    public SafeFileHandle Index { get; }

    /// <summary>What readers may read; only its indexer moves it.</summary>
    public LogExtent Extent
    {
        get => _extent;
        set => _extent = value;
    }

    /// <summary>The text that was laid out last, for the next one who asks for the same.</summary>
    public RunLogText? Text { get; set; }

    public static RunLogFiles OpenForReading(RunFolder folder) => new(folder, FileAccess.Read);

    public static RunLogFiles OpenForIndexing(RunFolder folder) => new(folder, FileAccess.ReadWrite);

    public SafeFileHandle Raw(OutputStream stream) => stream == OutputStream.Stdout ? _stdout : _stderr;

    /// <summary>Keeps the files open until a further <see cref="Dispose"/>; false when they are closed already.</summary>
    public bool TryHold()
    {
        for (var holders = Volatile.Read(ref _holders); holders > 0; holders = Volatile.Read(ref _holders))
        {
            if (Interlocked.CompareExchange(ref _holders, holders + 1, holders) == holders)
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            _stdout.Dispose();
            _stderr.Dispose();
            Index.Dispose();
        }
    }

    private static SafeFileHandle Open(string path, FileAccess access) =>
        File.OpenHandle(path, FileMode.Open, access, FileShare.ReadWrite | FileShare.Delete);
}
