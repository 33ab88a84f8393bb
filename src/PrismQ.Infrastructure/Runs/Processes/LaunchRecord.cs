using System.Globalization;
using PrismQ.Application.Runs;
using PrismQ.Domain.Runs;
using PrismQ.Infrastructure.Common;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>
/// What stands in a run's folder about its process, written by its supervisor: first who it is, line by line the boot of the system, the
/// control group and the process table's entry, and at the end the exit code. A line counts once its newline is there.
/// </summary>
/// <param name="Boot">Process ids and start times mean something within one boot only.</param>
/// <param name="Group">The run's control group; null when it has none.</param>
/// <param name="Supervisor">Null where the system does not tell.</param>
/// <param name="Exit">Null while the script runs, and for ever when its supervisor was killed.</param>
internal sealed record LaunchRecord(string Boot, string? Group, ProcessIdentity? Supervisor, ProcessExit? Exit)
{
    private const string BootId = "/proc/sys/kernel/random/boot_id";

    /// <summary>The boot that we run in, as records call it.</summary>
    public static string CurrentBoot { get; } = File.Exists(BootId) ? File.ReadAllText(BootId).Trim() : "";

    public static string PathIn(RunFolder folder) => Path.Combine(folder.Path, "process");

    /// <summary>Says that a script without a supervisor may have been started.</summary>
    public static void Announce(RunFolder folder) => PrivateFiles.CreateIfMissing(PathIn(folder));

    /// <summary>What a supervisor wrote; null when none has come so far.</summary>
    public static LaunchRecord? Read(RunFolder folder)
    {
        var path = PathIn(folder);
        if (!File.Exists(path) || File.ReadAllText(path).Split('\n') is not [var boot, var members, var stat, .. var rest] || rest is [])
        {
            return null;
        }

        return new LaunchRecord(
            boot,
            members.Length == 0 ? null : Path.GetDirectoryName(members),
            stat.Length == 0 ? null : ProcessTable.Parse(stat).Identity,
            rest is [var code, _] ? new ProcessExit(int.Parse(code, CultureInfo.InvariantCulture), File.GetLastWriteTimeUtc(path)) : null);
    }
}
