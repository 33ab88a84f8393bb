using System.Globalization;
using System.Text;
using PrismQ.Domain.Runs;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>The operating system's processes, as <c>/proc</c> shows them.</summary>
internal static class ProcessTable
{
    private const string Root = "/proc";
    private const int LargestStat = 1024;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    private const int FieldsRead = 22;

    /// <summary>Whether a supervisor can read its own entry, and so write down who it is.</summary>
    public static bool IsReadable { get; } = File.Exists($"{Root}/self/stat");

    /// <summary>What is under this id now, a zombie included; null when nothing is.</summary>
    public static ProcessEntry? Find(int pid)
    {
        if (OperatingSystem.IsMacOS())
        {
            return MacProcess.Find(pid);
        }

        Span<byte> stat = stackalloc byte[LargestStat];
        Span<char> text = stackalloc char[LargestStat];
        return TryRead($"{Root}/{pid}/stat", stat, out var length) ? Parse(text[..Encoding.UTF8.GetChars(stat[..length], text)]) : null;
    }

    /// <summary>The identity of a child that nobody has collected yet; of its id alone where that is all there is.</summary>
    /// <remarks>Waits for a free descriptor: the child has begun, and must not be left alone.</remarks>
    public static async Task<ProcessIdentity> IdentifyAsync(int child, TimeProvider time)
    {
        while (true)
        {
            try
            {
                return Find(child)?.Identity ?? new ProcessIdentity(child, StartTime: 0);
            }
            catch (IOException)
            {
                await Task.Delay(LookAgain, time);
            }
        }
    }

    /// <summary>Whether this very process runs; one that has ended and was not collected yet does not.</summary>
    public static bool IsAlive(ProcessIdentity process) =>
        Find(process.Id) is { IsAlive: true } entry && entry.Identity == process;

    /// <summary>All processes that run, zombies left out.</summary>
    public static List<ProcessEntry> List() => ListAll().FindAll(process => process.IsAlive);

    /// <summary>All processes, zombies included.</summary>
    public static List<ProcessEntry> ListAll()
    {
        var entries = new List<ProcessEntry>();
        if (!Directory.Exists(Root))
        {
            return entries;
        }

        foreach (var folder in Directory.EnumerateDirectories(Root))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && Find(pid) is { } entry)
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    /// <summary>Whether the process was started with this variable (<c>NAME=value</c>) in its environment.</summary>
    public static bool HasVariable(int pid, ReadOnlySpan<byte> variable)
    {
        try
        {
            var environment = File.ReadAllBytes($"{Root}/{pid}/environ").AsSpan();
            foreach (var part in environment.Split((byte)0))
            {
                if (environment[part].SequenceEqual(variable))
                {
                    return true;
                }
            }

            return false;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException && !Descriptors.AreUsedUp(gone))
        {
            return false;
        }
    }

    /// <summary>
    /// Whether this is the supervisor, or its child that is not the script yet: a signal that comes between the fork and the start of the
    /// program is lost, so it is not to be asked to end but looked at again.
    /// </summary>
    public static bool IsSupervisor(ProcessEntry process, ProcessIdentity? supervisor) =>
        process.Identity == supervisor
        || (process.Parent == supervisor?.Id && CommandLine(process.Identity.Id).AsSpan().SequenceEqual(CommandLine(process.Parent)));

    /// <summary>Reads a line of <c>/proc/PID/stat</c>.</summary>
    public static ProcessEntry Parse(ReadOnlySpan<char> stat)
    {
        // The name in parentheses may hold anything, so the fields are counted from behind it: the first is number 3.
        var rest = stat[(stat.LastIndexOf(')') + 2)..];
        Span<Range> fields = stackalloc Range[FieldsRead + 1];
        var count = rest.Split(fields, ' ');
        return new ProcessEntry(
            new ProcessIdentity((int)Number(stat[..stat.IndexOf(' ')]), Number(rest[fields[19]])),
            Parent: (int)Number(rest[fields[1]]),
            Group: (int)Number(rest[fields[2]]),
            Session: (int)Number(rest[fields[3]]),
            IsAlive: rest[fields[0]] is not ("Z" or "X"),
            CpuTicks: Number(rest[fields[11]]) + Number(rest[fields[12]]) + Number(rest[fields[13]]) + Number(rest[fields[14]]),
            ResidentPages: count < FieldsRead ? 0 : Number(rest[fields[21]]));
    }

    private static long Number(ReadOnlySpan<char> field) => long.Parse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static byte[] CommandLine(int pid)
    {
        try
        {
            return File.ReadAllBytes($"{Root}/{pid}/cmdline");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException && !Descriptors.AreUsedUp(gone))
        {
            return [];
        }
    }

    private static bool TryRead(string path, Span<byte> buffer, out int length)
    {
        length = 0;
        try
        {
            using var file = File.OpenHandle(path);
            length = RandomAccess.Read(file, buffer, fileOffset: 0);
            return length > 0;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException && !Descriptors.AreUsedUp(gone))
        {
            return false;
        }
    }
}

/// <summary>One process of the process table.</summary>
/// <param name="CpuTicks">Processor time in hundredths of a second, with that of children that it waited for; 0 where the system does not tell.</param>
/// <param name="ResidentPages">Pages that it has in memory; 0 where the system does not tell.</param>
internal readonly record struct ProcessEntry(
    ProcessIdentity Identity, int Parent, int Group, int Session, bool IsAlive, long CpuTicks = 0, long ResidentPages = 0);
