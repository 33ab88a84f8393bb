using Microsoft.Extensions.Options;
using PrismQ.Application.Common;
using PrismQ.Application.Runs;
using PrismQ.Domain.Common;
using PrismQ.Domain.Modules;

namespace PrismQ.Infrastructure.Runs.Processes;

/// <summary>Finds a module's script below the registry's folder, and what runs it by its kind of file.</summary>
internal sealed class ScriptResolver(IOptions<StorageOptions> storage, InterpreterCatalog interpreters, CSharpBuilds builds) : IScriptResolver
{
    private readonly string _root =
        Path.GetDirectoryName(Path.GetFullPath(storage.Value.ModulesFile)) ?? Path.GetFullPath(storage.Value.ModulesFile);

    public async ValueTask<Result<ScriptCommand>> ResolveAsync(Module module, CancellationToken cancellationToken)
    {
        var found = Resolve(module);
        var script = Path.GetFullPath(module.ScriptPath, _root);
        return found.TryGet(out var command, out _) && module.Interpreter.Count == 0 && ScriptKind.IsCompiled(script)
            && await builds.CompileAsync(command.FileName, script, cancellationToken) is { } failure
                ? LaunchErrors.NotCompiled(module.ScriptPath, failure)
                : found;
    }

    /// <summary>The same without compiling.</summary>
    public Result<ScriptCommand> Resolve(Module module)
    {
        var script = Path.GetFullPath(module.ScriptPath, _root);
        if (!File.Exists(script))
        {
            return LaunchErrors.ScriptMissing(module.ScriptPath);
        }

        var folder = module.WorkingDirectory is null ? Path.GetDirectoryName(script) ?? _root : Path.GetFullPath(module.WorkingDirectory, _root);
        if (!Directory.Exists(folder))
        {
            return LaunchErrors.WorkingDirectoryMissing(module.WorkingDirectory ?? folder);
        }

        if (module.Interpreter is [var program, ..])
        {
            return Find(program) is { } own
                ? new ScriptCommand(own, [.. module.Interpreter.Skip(1), script], folder)
                : LaunchErrors.InterpreterMissing(module.ScriptPath, [program]);
        }

        if (ScriptKind.Of(script) is { } kind)
        {
            return kind.Programs.Select(interpreters.Find).FirstOrDefault(found => found is not null) is { } usual
                ? new ScriptCommand(usual, [.. kind.Before, script, .. kind.After], folder)
                : LaunchErrors.InterpreterMissing(module.ScriptPath, kind.Programs);
        }

        return !OperatingSystem.IsWindows() && !LibC.MayExecute(script) ? LaunchErrors.NotExecutable(module.ScriptPath)
            : Shebang.InterpreterOf(script) is { } named && !File.Exists(named) ? LaunchErrors.InterpreterMissing(module.ScriptPath, [named])
            : new ScriptCommand(script, [], folder);
    }

    // A name is looked up on PATH; a path is taken from the registry's folder.
    private string? Find(string program)
    {
        if (Path.GetFileName(program) == program)
        {
            return interpreters.Find(program);
        }

        var path = Path.GetFullPath(program, _root);
        return File.Exists(path) ? path : null;
    }
}
