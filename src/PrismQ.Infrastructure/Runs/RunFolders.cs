using Microsoft.Extensions.Options;
using PrismQ.Application.Common;
using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;
using PrismQ.Infrastructure.Common;
using PrismQ.Infrastructure.Runs.Logs;

namespace PrismQ.Infrastructure.Runs;

/// <summary>Run folders below <c>runs</c> in the data directory, one by the name of each run's id.</summary>
internal sealed class RunFolders(IOptions<StorageOptions> options, OpenRunLogs openLogs) : IRunFolders
{
    private static readonly EnumerationOptions AlsoClosed = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = true,
    };

    private readonly string _root = Path.GetFullPath(Path.Combine(options.Value.DataDirectory, "runs"));

    public RunFolder Of(RunId runId)
    {
        if (!RunId.IsValid(runId.Value))
        {
            throw new ArgumentException("A run id that has not been looked up cannot become a path.", nameof(runId));
        }

        var path = Path.Combine(_root, runId.Value);
        return new RunFolder(path, Path.Combine(path, "stdout.log"), Path.Combine(path, "stderr.log"), Path.Combine(path, "output"));
    }

    public RunFolder Create(RunId runId)
    {
        var folder = Of(runId);
        try
        {
            PrivateFiles.CreateFolderIn(options.Value.DataPath, folder.Path);
            PrivateFiles.CreateFolder(folder.Results);
            PrivateFiles.CreateIfMissing(folder.Stdout);
            PrivateFiles.CreateIfMissing(folder.Stderr);
            return folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException("The folder of a run cannot be made.", exception);
        }
    }

    public void NoteCancel(RunId runId, bool isUnderWay)
    {
        try
        {
            if (isUnderWay)
            {
                PrivateFiles.CreateIfMissing(CancelNote(runId));
            }
            else
            {
                File.Delete(CancelNote(runId));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException("The cancel of a run cannot be noted.", exception);
        }
    }

    public bool IsCancelNoted(RunId runId) => File.Exists(CancelNote(runId));

    public void Remove(RunId runId)
    {
        openLogs.Close(runId);
        try
        {
            Delete(Of(runId).Path);
        }
        catch (DirectoryNotFoundException) when (Directory.Exists(_root))
        {
            // Removed already. Where no run's folder is, the disk is not there: the folder comes back with it.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException("The folder of a run cannot be removed.", exception);
        }
    }

    public IEnumerable<RunId> ListAll()
    {
        try
        {
            return Directory.Exists(_root)
                ? Directory.EnumerateDirectories(_root).Select(path => Path.GetFileName(path)).Where(RunId.IsValid).Select(name => new RunId(name))
                : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException("The folders of runs cannot be listed.", exception);
        }
    }

    public long SizeOf(RunId runId) => FolderSize.Of(Of(runId).Path);

    public IReadOnlyList<ResultFile> ListResults(RunId runId) => ResultFiles.List(Of(runId).Results);

    public OpenedFile? OpenResult(RunId runId, string path) => ResultFiles.Open(Of(runId).Results, path);

    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (UnauthorizedAccessException) when (!OperatingSystem.IsWindows())
        {
            // A script may have left folders that not even their owner may empty.
            foreach (var inner in new DirectoryInfo(folder).EnumerateDirectories("*", AlsoClosed))
            {
                inner.UnixFileMode |= UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            }

            Directory.Delete(folder, recursive: true);
        }
    }

    private string CancelNote(RunId runId) => Path.Combine(Of(runId).Path, "cancel");
}
