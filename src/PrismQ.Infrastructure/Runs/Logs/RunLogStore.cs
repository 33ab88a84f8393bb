using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PrismQ.Application.Common;
using PrismQ.Application.Runs;
using PrismQ.Application.Runs.Logs;
using PrismQ.Application.SystemStatus.Performance;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Logs;

/// <summary>Run logs in the run folders: raw output files, and beside them the index through which they are read.</summary>
internal sealed class RunLogStore(
    IRunFolders folders,
    OpenRunLogs openLogs,
    LogRepair repair,
    IRunSignals signals,
    LogActivity activity,
    IOptions<LogOptions> options,
    TimeProvider time,
    ILogger<RunLogStore> logger)
    : IRunLogStore
{
    /// <summary>EMFILE, the same on Linux and macOS.</summary>
    private const int TooManyOpenFiles = 24;

    public ValueTask<LogPage> ReadAsync(RunId runId, SecretMask mask, LogQuery query, CancellationToken cancellationToken) =>
        ValueTask.FromResult(OnFiles(runId, files => LogQueries.Read(files, mask, query)) ?? LogPage.Empty);

    public Task<OpenedFile> OpenTextAsync(RunId runId, SecretMask mask, CancellationToken cancellationToken) => Task.Run(
        () => OnFiles(runId, files => RunLogTextStream.Open(files, mask, cancellationToken)) is { } text
            ? new OpenedFile(text, text.Version, ChangedAt: null)
            : new OpenedFile(Stream.Null, "0", ChangedAt: null),
        cancellationToken);

    public Task<IRunLogCapture> StartCaptureAsync(
        RunId runId, DirectiveHandler onDirective, Func<IReadOnlyList<string>> restate, CancellationToken cancellationToken) =>
        Task.Run<IRunLogCapture>(() => StartCapture(runId, onDirective, restate, cancellationToken), cancellationToken);

    private RunLogCapture StartCapture(
        RunId runId, DirectiveHandler onDirective, Func<IReadOnlyList<string>> restate, CancellationToken cancellationToken)
    {
        RunLogFiles? files = null;
        try
        {
            files = RunLogFiles.OpenForIndexing(folders.Create(runId));
            var indexer = LogIndexing.Resume(files, options.Value.MaxBytesPerRun, time, onDirective, restate, cancellationToken);
            openLogs.BeginCapture(runId, files);
            return new RunLogCapture(runId, files, indexer, signals, activity, time, logger, () => openLogs.EndCapture(runId));
        }
        catch (Exception exception)
        {
            files?.Dispose();
            throw exception is IOException or UnauthorizedAccessException ? Unreadable(exception) : exception;
        }
    }

    /// <summary>Uses the open files of a log; a damaged index is repaired, once, from the raw files.</summary>
    private T? OnFiles<T>(RunId runId, Func<RunLogFiles, T> use)
        where T : class
    {
        try
        {
            for (var isSecond = false; ; isSecond = true)
            {
                using var files = openLogs.Hold(runId) ?? repair.Open(runId);
                if (files is null)
                {
                    return null;
                }

                var extent = files.Extent;
                try
                {
                    return use(files);
                }
                catch (TornIndexException) when (!ReferenceEquals(extent.Gap, files.Extent.Gap))
                {
                    // The lines were given up while they were read; what stands in their place now is read instead.
                }
                catch (TornIndexException) when (!isSecond && !openLogs.IsCaptured(runId))
                {
                    openLogs.Close(runId);
                    repair.Repair(runId);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(exception);
        }
    }

    private static StorageUnavailableException Unreadable(Exception exception) => new(
        exception.HResult == TooManyOpenFiles ? "The log of a run cannot be opened: too many files are open." : "The log of a run cannot be read.",
        exception);
}
