using System.Diagnostics;
using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>Starts scripts by what .NET alone offers, for systems without POSIX: attached, and ended as the tree that the system tells.</summary>
internal sealed class ManagedLauncher(TimeProvider time) : IProcessLauncher
{
    public bool OutlivesServer => false;

    public bool AdoptsByFolder => false;

    public Task<ILaunchedProcess> StartAsync(ProcessSpec spec, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var start = new ProcessStartInfo(spec.FileName, spec.Arguments)
        {
            WorkingDirectory = spec.WorkingDirectory,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in ProcessEnvironment.Of(spec))
        {
            start.Environment[name] = value;
        }

        LaunchRecord.Announce(spec.Folder);
        var process = new Process { StartInfo = start };
        try
        {
            process.Start();
            process.StandardInput.Close();
            return Task.FromResult<ILaunchedProcess>(new ManagedProcess(process, spec.Folder, time));
        }
        catch (System.ComponentModel.Win32Exception refused)
        {
            process.Dispose();
            throw new ProcessStartException($"{spec.FileName} could not be started: {refused.Message}", refused);
        }
    }

    /// <summary>The server's end took the pipes away; what still runs cannot be told from other processes here.</summary>
    public Task<Adoption> AdoptAsync(RunId runId, RunFolder folder, ProcessIdentity? process, CancellationToken cancellationToken)
    {
        if (process is not null)
        {
            EndLeftover(process);
        }

        return Task.FromResult(new Adoption(Process: null, WasStarted: process is not null || File.Exists(LaunchRecord.PathIn(folder))));
    }

    private static void EndLeftover(ProcessIdentity identity)
    {
        try
        {
            using var leftover = Process.GetProcessById(identity.Id);
            if (leftover.StartTime.ToUniversalTime().Ticks == identity.StartTime)
            {
                leftover.Kill(entireProcessTree: true);
            }
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended.
        }
    }
}
