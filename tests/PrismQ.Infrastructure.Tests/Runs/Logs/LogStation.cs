using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PrismQ.Application.Common;
using PrismQ.Application.Runs;
using PrismQ.Application.Runs.Logs;
using PrismQ.Application.Runs.Orchestration;
using PrismQ.Application.SystemStatus.Performance;
using PrismQ.Domain.Runs;
using PrismQ.Infrastructure.Common;
using PrismQ.Infrastructure.Runs;
using PrismQ.Infrastructure.Runs.Logs;
using PrismQ.Testing.SystemStatus;

namespace PrismQ.Infrastructure.Tests.Runs.Logs;

/// <summary>A log store over a folder of its own, put together as the registration does, and a run whose output the test writes.</summary>
internal sealed class LogStation : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("prismq-logs-").FullName;
    private readonly OpenRunLogs _open = new();

    public LogStation(LogOptions? options = null)
    {
        Folders = new RunFolders(Options.Create(new StorageOptions { DataDirectory = _data }), _open);
        Store = new RunLogStore(
            Folders,
            _open,
            new LogRepair(Folders, _open, Unfinished),
            Signals,
            new LogActivity(new FakeMeterFactory(), TimeProvider.System),
            Options.Create(options ?? new LogOptions()),
            Time,
            NullLogger<RunLogStore>.Instance);
    }

    public ShiftedTime Time { get; } = new();

    public RunId RunId { get; } = new("run_20260131_083000_word-trends_1a2b3c4d");

    public RunFolders Folders { get; }

    public RunSignals Signals { get; } = new();

    public ActiveRuns Unfinished { get; } = new();

    public RunLogStore Store { get; }

    public RunFolder Folder => Folders.Of(RunId);

    public List<string> Directives { get; } = [];

    public Task<IRunLogCapture> CaptureAsync() => Store.StartCaptureAsync(
        RunId, line => Directives.Add(Encoding.UTF8.GetString(line)), restate: () => [.. Directives.TakeLast(1)], CancellationToken.None);

    public void Print(ReadOnlySpan<byte> bytes, OutputStream stream = OutputStream.Stdout)
    {
        Folders.Create(RunId);
        var path = stream == OutputStream.Stdout ? Folder.Stdout : Folder.Stderr;
        using (var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Write(bytes);
        }

        if (Time.Shift != TimeSpan.Zero)
        {
            // The clock that a test sets is the file system's too.
            File.SetLastWriteTimeUtc(path, Time.GetUtcNow().UtcDateTime);
        }
    }

    public void Print(string text, OutputStream stream = OutputStream.Stdout) => Print(Encoding.UTF8.GetBytes(text), stream);

    /// <summary>Indexes all that was printed, as when the run has ended.</summary>
    public async Task EndAsync()
    {
        await using var capture = await CaptureAsync();
        await capture.CompleteAsync(CancellationToken.None);
    }

    /// <summary>Lets go of the files, as a server that has just started.</summary>
    public void CloseFiles() => _open.Close(RunId);

    public async Task<LogPage> ReadAsync(LogQuery query, SecretMask? mask = null) =>
        await Store.ReadAsync(RunId, mask ?? SecretMask.None, query, CancellationToken.None);

    public async Task<List<string>> ReadTextsAsync(SecretMask? mask = null)
    {
        var texts = new List<string>();
        for (var after = 0L; ;)
        {
            using var page = await ReadAsync(new LogQuery(10_000, after), mask);
            if (page.Lines.Count == 0)
            {
                return texts;
            }

            texts.AddRange(page.Lines.Select(line => Encoding.UTF8.GetString(line.Text.Span)));
            after = page.Lines[^1].Number;
        }
    }

    public void Dispose()
    {
        _open.Dispose();
        Directory.Delete(_data, recursive: true);
    }
}
