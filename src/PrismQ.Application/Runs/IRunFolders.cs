using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs;

/// <summary>The folders of runs on disk. Thread-safe.</summary>
public interface IRunFolders
{
    /// <summary>Where the run's files are, whether they exist yet or not.</summary>
    RunFolder Of(RunId runId);

    /// <summary>Makes the folder, empty output files and the results folder, readable by the service's user only; keeps what is there.</summary>
    /// <exception cref="Common.StorageUnavailableException">It cannot be made.</exception>
    RunFolder Create(RunId runId);

    /// <summary>Notes in the run's folder that it is being cancelled, or is not any more, for the next server when this one ends meanwhile.</summary>
    /// <exception cref="Common.StorageUnavailableException">It cannot be noted.</exception>
    void NoteCancel(RunId runId, bool isUnderWay);

    /// <summary>Whether a cancel of the run is noted.</summary>
    bool IsCancelNoted(RunId runId);

    /// <summary>Removes the run's logs and results; a folder that is not there is removed already.</summary>
    /// <exception cref="Common.StorageUnavailableException">It cannot be removed, or the place of all folders is not there.</exception>
    void Remove(RunId runId);

    /// <summary>The runs that have a folder, in no order, read as it is enumerated. What is no run's folder is left out.</summary>
    /// <exception cref="Common.StorageUnavailableException">They cannot be listed.</exception>
    IEnumerable<RunId> ListAll();

    /// <summary>Bytes that the run's logs and results take on disk, holes left out; 0 when there is no folder.</summary>
    long SizeOf(RunId runId);

    /// <summary>What the script wrote into its results folder, links and what they point to left out, by path.</summary>
    IReadOnlyList<ResultFile> ListResults(RunId runId);

    /// <summary>Opens a result file for reading; null when there is none by this path. A path never leaves the results folder.</summary>
    /// <param name="path">Relative to the results folder, <c>/</c> between its parts.</param>
    OpenedFile? OpenResult(RunId runId, string path);
}

/// <summary>The files of one run, as absolute paths.</summary>
/// <param name="Path">The folder of everything below.</param>
/// <param name="Stdout">The raw bytes of the script's standard output.</param>
/// <param name="Stderr">The raw bytes of its standard error.</param>
/// <param name="Results">The folder that the script gets as <c>PRISMQ_OUTPUT_DIR</c>.</param>
public sealed record RunFolder(string Path, string Stdout, string Stderr, string Results);

/// <summary>A file that a run wrote.</summary>
/// <param name="Path">Relative to the results folder, <c>/</c> between its parts.</param>
public sealed record ResultFile(string Path, long SizeBytes, DateTimeOffset CreatedAt);
