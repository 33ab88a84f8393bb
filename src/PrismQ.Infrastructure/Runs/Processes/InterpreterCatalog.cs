using System.Collections.Concurrent;
using System.Diagnostics;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>
/// Finds interpreters on <c>PATH</c> and remembers them until their file vanishes. A version manager's shim is a script that takes many
/// times as long to start as what it leads to, so it is asked once where that is. Thread-safe.
/// </summary>
/// <remarks>
/// Links are not followed: the kernel does that for nothing, and a virtual environment's Python or a multi-call binary knows itself by
/// the name it is called by.
/// </remarks>
internal sealed class InterpreterCatalog(string? searchPath)
{
    private static readonly TimeSpan ShimLimit = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, string> _found = new(StringComparer.Ordinal);

    /// <summary>The absolute path of the program; null when there is none on the path.</summary>
    public string? Find(string name)
    {
        if (_found.TryGetValue(name, out var known) && File.Exists(known))
        {
            return known;
        }

        if (Candidates(name).Select(candidate => Resolve(name, candidate)).FirstOrDefault(path => path is not null) is not { } path)
        {
            return null;
        }

        return _found[name] = path;
    }

    private static string? Resolve(string name, string candidate) => (IsScript(candidate), name) switch
    {
        (true, "python3" or "python") => Ask(candidate, "-c", "import sys; print(sys.executable)"),
        (true, "node") => Ask(candidate, "-p", "process.execPath"),
        _ => candidate,
    };

    private static bool IsScript(string file)
    {
        Span<byte> start = stackalloc byte[2];
        using var handle = File.OpenHandle(file);
        return RandomAccess.Read(handle, start, fileOffset: 0) == 2 && start.SequenceEqual("#!"u8);
    }

    // A shim that leads nowhere (no version chosen) answers null, and the search goes on.
    private static string? Ask(string shim, params string[] question)
    {
        var start = new ProcessStartInfo(shim, question) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start.WithoutOwnVariables());
        if (process is null || !process.WaitForExit(ShimLimit))
        {
            process?.Kill(entireProcessTree: true);
            return null;
        }

        var answer = process.StandardOutput.ReadToEnd().Trim();
        return process.ExitCode == 0 && File.Exists(answer) ? answer : null;
    }

    private IEnumerable<string> Candidates(string name)
    {
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd"] : [""];
        return
            from folder in (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            where Path.IsPathRooted(folder)
            from ending in endings
            let file = Path.Combine(folder, name + ending)
            where File.Exists(file) && (OperatingSystem.IsWindows() || LibC.MayExecute(file))
            select file;
    }
}
