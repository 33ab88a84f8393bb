using System.Reflection;
using PrismQ.Application.Runs;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>
/// The program that stands over a detached run: one of our own, built with the server where there was a C compiler, or the same as a
/// script of the POSIX shell. Both take the same arguments and leave the same record.
/// </summary>
internal sealed class Supervisor
{
    private const string NativeName = "prismq-run";
    private const string ScriptName = "PrismQ.Infrastructure.Runs.Processes.supervise.sh";

    /// <summary>What the program answers to no arguments; one that was built for another system cannot be started.</summary>
    private const int UsageExitCode = 64;

    /// <summary>From here on, the code of a shell tells the signal that ended a process.</summary>
    private const int SignalExitCodes = 128;

    private readonly string[] _before;

    private Supervisor(string program, params string[] before) => (Program, _before) = (program, before);

    public string Program { get; }

    public static Supervisor Shell { get; } = new(Processes.Shell.Path, "-c", ReadScript(), NativeName);

    /// <summary>The program beside this one; null when it is not there or does not run here.</summary>
    public static Supervisor? Native()
    {
        var program = Path.Combine(AppContext.BaseDirectory, NativeName);
        return File.Exists(program) && Answers(program) ? new Supervisor(program) : null;
    }

    /// <param name="group">The control group that the script is to be in; null when it has none.</param>
    public IReadOnlyList<string> ArgumentsFor(ProcessSpec spec, string? group) =>
    [
        .. _before, LaunchRecord.PathIn(spec.Folder), group is null ? "" : Processes.Shell.Members(group),
        spec.Folder.Stdout, spec.Folder.Stderr, spec.FileName, .. spec.Arguments,
    ];

    /// <summary>
    /// Whether that is how one ends that could not make its record, and so started nothing: 125, or what a shell answers on its own to a file
    /// that it cannot open. One that began ends with 0, whatever the script ended with.
    /// </summary>
    public static bool CouldNotBegin(int? exitCode) => exitCode is > 0 and < SignalExitCodes;

    private static bool Answers(string program)
    {
        try
        {
            var pid = PosixSpawn.Start(program, [], "/", new Dictionary<string, string>(), stdout: null, stderr: null);
            return ProcessWatcher.Reap(pid) == UsageExitCode;
        }
        catch (ProcessStartException)
        {
            return false;
        }
    }

    private static string ReadScript()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(ScriptName)
            ?? throw new InvalidOperationException($"The resource {ScriptName} is missing.");
        using var reader = new StreamReader(stream);

        // The shell reads it at every start, and it shows in the process list: without its comments.
        var lines = reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#');
        return string.Join('\n', lines);
    }
}
