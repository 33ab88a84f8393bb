using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>Makes a control group (cgroup v2) for every run below the server's own, where the system lets it. Thread-safe.</summary>
internal sealed partial class ControlGroups : IDisposable
{
    private readonly string? _parent;

    private ControlGroups(string? parent) => _parent = parent;

    /// <summary>For a system that lets us make none.</summary>
    public static ControlGroups None { get; } = new(parent: null);

    public bool Exist => _parent is not null;

    /// <summary>Finds out, by doing it, whether groups can be made here.</summary>
    /// <param name="owner">Tells servers apart that share a group: their data directories.</param>
    public static ControlGroups Find(string owner, ILogger<ControlGroups> log)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(owner)).AsSpan(0, 4));
        if (OwnGroup() is { } own && Path.Combine(own, $"prismq-{name}") is var parent && Try(parent))
        {
            Sweep(parent);
            LogUsed(log, parent);
            return new ControlGroups(parent);
        }

        LogUnused(log);
        return None;
    }

    /// <summary>A new group for the run; null where there are none.</summary>
    public string? Create(RunId runId)
    {
        if (PathOf(runId) is not { } group)
        {
            return null;
        }

        try
        {
            Directory.CreateDirectory(group);
            return group;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ProcessStartException($"No control group can be made for the run: {refused.Message}", refused);
        }
    }

    /// <summary>Where the run's group is, whether it exists or not; null where there are none.</summary>
    public string? PathOf(RunId runId) => _parent is null ? null : Path.Combine(_parent, runId.Value);

    public void Remove(RunId runId)
    {
        if (PathOf(runId) is { } group)
        {
            TryRemove(group);
        }
    }

    /// <summary>Leaves no empty folder; one with runs in it stays for the next server.</summary>
    public void Dispose()
    {
        if (_parent is not null)
        {
            TryRemove(_parent);
        }
    }

    /// <summary>Removes an empty group; one that is not empty, or not there, stays as it is.</summary>
    public static void TryRemove(string group)
    {
        try
        {
            Directory.Delete(group);
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            // Somebody is in it, or it is gone.
        }
    }

    private static void Sweep(string parent)
    {
        foreach (var group in Directory.EnumerateDirectories(parent))
        {
            TryRemove(group);
        }
    }

    private static string? OwnGroup()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var mount = File.ReadLines("/proc/self/mountinfo")
            .Where(line => line.Contains(" - cgroup2 ", StringComparison.Ordinal))
            .Select(line => line.Split(' '))
            .Select(fields => (Root: fields[3], Point: fields[4]))
            .FirstOrDefault();
        var own = File.ReadLines("/proc/self/cgroup").FirstOrDefault(line => line.StartsWith("0::", StringComparison.Ordinal))?[3..];
        if (mount.Point is null || own is null)
        {
            return null;
        }

        var below = mount.Root != "/" && own.StartsWith(mount.Root, StringComparison.Ordinal) ? own[mount.Root.Length..] : own;
        return Path.Combine(mount.Point, below.TrimStart('/'));
    }

    // Rights to the folder do not tell whether a process may be moved, so one is.
    private static bool Try(string parent)
    {
        try
        {
            var group = Directory.CreateDirectory(Path.Combine(parent, $"probe-{Environment.ProcessId}")).FullName;
            var pid = PosixSpawn.Start(
                Shell.Path,
                ["-c", Shell.JoinGroup, "prismq", Shell.Members(group), Shell.Path, "-c", ":"],
                workingDirectory: "/",
                environment: new Dictionary<string, string>(),
                stdout: null,
                stderr: null);
            var code = ProcessWatcher.Reap(pid);
            TryRemove(group);
            return code == 0;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ProcessStartException)
        {
            return false;
        }
    }

    [LoggerMessage(3100, LogLevel.Information, "Runs are kept together by control groups in {Folder}.")]
    private static partial void LogUsed(ILogger log, string folder);

    [LoggerMessage(3101, LogLevel.Information, "Control groups cannot be made here; runs are kept together by a mark in their environment.")]
    private static partial void LogUnused(ILogger log);
}
