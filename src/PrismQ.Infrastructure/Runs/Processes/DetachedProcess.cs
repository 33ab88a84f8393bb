using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>A script under its supervisor, which this server or an earlier one started.</summary>
internal sealed class DetachedProcess : ILaunchedProcess
{
    private const string NotRecorded = "The run's folder cannot be written, so the script was not started.";

    private static readonly TimeSpan ReadAgain = TimeSpan.FromMilliseconds(500);

    private readonly RunFolder _folder;
    private readonly IProcessTree _tree;
    private readonly Task<int?> _ended;
    private readonly TimeProvider _time;

    /// <param name="ended">Completes when the supervisor has ended; its own exit code, null where that is not told.</param>
    public DetachedProcess(ProcessIdentity identity, RunFolder folder, IProcessTree tree, Task<int?> ended, TimeProvider time)
    {
        (Identity, _folder, _tree, _ended, _time) = (identity, folder, tree, ended, time);
        Exit = WatchAsync();
    }

    /// <summary>The supervisor: it stands for the run.</summary>
    public ProcessIdentity Identity { get; }

    public Task<ProcessExit> Exit { get; }

    public Task<StopOutcome> StopAsync(TimeSpan grace, CancellationToken cancellationToken) =>
        _tree.StopAsync(Exit, grace, Abandon, _time, cancellationToken);

    public ValueTask DisposeAsync()
    {
        _tree.Release();
        return ValueTask.CompletedTask;
    }

    /// <summary>Once it has ended, its id may be somebody else's.</summary>
    private void Abandon()
    {
        if (!_ended.IsCompleted)
        {
            _ = LibC.SendSignal(Identity.Id, LibC.Kill);
        }
    }

    private async Task<ProcessExit> WatchAsync()
    {
        var code = await _ended;
        var endedAt = _time.GetUtcNow();
        LaunchRecord? record;
        while (!TryRead(out record))
        {
            await Task.Delay(ReadAgain, _time);
        }

        return record?.Exit ?? new ProcessExit(Code: null, endedAt, record is null && Supervisor.CouldNotBegin(code) ? NotRecorded : null);
    }

    /// <summary>False while nobody can tell what stands there: the folder of all runs is gone, or no file can be opened.</summary>
    private bool TryRead(out LaunchRecord? record)
    {
        try
        {
            record = LaunchRecord.Read(_folder);
            return record is not null || Directory.Exists(Path.GetDirectoryName(_folder.Path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            record = null;
            return false;
        }
    }
}
