using PrismQ.Domain.Common;
using PrismQ.Domain.Modules;

namespace PrismQ.Application.Runs;

/// <summary>Finds the files that a module's script is run with, and makes them ready. Thread-safe.</summary>
public interface IScriptResolver
{
    /// <summary>
    /// The program to start; an error says which file is missing or may not be executed, or why a script cannot be compiled. Compiling takes
    /// seconds, the first time and after each change of the script.
    /// </summary>
    ValueTask<Result<ScriptCommand>> ResolveAsync(Module module, CancellationToken cancellationToken);
}

/// <summary>How a script is run.</summary>
/// <param name="FileName">Absolute path of the program: the interpreter's real file, or the script itself.</param>
/// <param name="Arguments">What comes before the parameters: the interpreter's own arguments and the script.</param>
/// <param name="WorkingDirectory">Absolute path of an existing folder.</param>
public sealed record ScriptCommand(string FileName, IReadOnlyList<string> Arguments, string WorkingDirectory);
