using PrismQ.Domain.Modules;

namespace PrismQ.Infrastructure.Modules;

/// <summary>What a registry may declare of a module, its parameters apart.</summary>
internal static class ModuleDeclarationRules
{
    private const int MaxParameters = 100;
    private const double MaxTimeoutSeconds = 31_536_000;

    public static IEnumerable<Flaw> Check(Module module) =>
        [.. Id(module), .. Texts(module), .. Paths(module), .. Timeout(module), .. Environment(module), .. Interpreter(module), .. Parameters(module)];

    private static IEnumerable<Flaw> Id(Module module)
    {
        if (!ModuleId.IsValid(module.Id.Value))
        {
            yield return new Flaw("id", $"must be 1 to {ModuleId.MaxLength} letters, digits, _ and -, beginning with a letter or digit");
        }
    }

    private static IEnumerable<Flaw> Texts(Module module)
    {
        if (string.IsNullOrWhiteSpace(module.Name))
        {
            yield return new Flaw("name", "must not be empty");
        }

        if (module.Category.Split('/').Any(string.IsNullOrWhiteSpace))
        {
            yield return new Flaw("category", "must be a name, or names with / between them");
        }

        if (module.Tags.Any(string.IsNullOrWhiteSpace))
        {
            yield return new Flaw("tags", "must not contain an empty tag");
        }
    }

    private static IEnumerable<Flaw> Paths(Module module)
    {
        if (PathFlaw(module.ScriptPath) is { } script)
        {
            yield return new Flaw("script_path", script);
        }

        if (module.WorkingDirectory is { } folder && PathFlaw(folder) is { } flaw)
        {
            yield return new Flaw("working_directory", flaw);
        }
    }

    /// <summary>
    /// A relative path stays in the registry's folder, so that a folder of modules can be moved or handed on as it is; a script elsewhere
    /// is named by its absolute path, which is plain to see.
    /// </summary>
    private static string? PathFlaw(string path)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0'))
        {
            return "must be a path";
        }

        var depth = 0;
        foreach (var part in Path.IsPathFullyQualified(path) ? [] : path.Split('/', '\\'))
        {
            depth += part switch { "" or "." => 0, ".." => -1, _ => 1 };
            if (depth < 0)
            {
                return "must stay within the registry's folder; name what lies elsewhere by its absolute path";
            }
        }

        return null;
    }

    private static IEnumerable<Flaw> Timeout(Module module)
    {
        if (module.Timeout is { TotalSeconds: <= 0 or > MaxTimeoutSeconds })
        {
            yield return new Flaw("timeout_seconds", "must be above 0 and at most 31536000 (a year)");
        }
    }

    private static IEnumerable<Flaw> Environment(Module module)
    {
        foreach (var (name, value) in module.Environment)
        {
            if (name.Length == 0 || char.IsAsciiDigit(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            {
                yield return new Flaw("env", $"has the name '{Shortened.For(name)}', but names are letters, digits and _, and begin with no digit");
            }
            else if (name.StartsWith("PRISMQ_", StringComparison.OrdinalIgnoreCase))
            {
                yield return new Flaw("env", $"must not set '{Shortened.For(name)}': names that begin with PRISMQ_ are set for each run");
            }

            if (value.Contains('\0'))
            {
                yield return new Flaw("env", $"must not have a NUL character in '{Shortened.For(name)}'");
            }
        }
    }

    private static IEnumerable<Flaw> Interpreter(Module module)
    {
        if (module.Interpreter.Any(part => part.Contains('\0')) || module.Interpreter is ["", ..])
        {
            yield return new Flaw("interpreter", "must be a program, or a list of a program and its arguments");
        }
    }

    private static IEnumerable<Flaw> Parameters(Module module)
    {
        if (module.Parameters.Count > MaxParameters)
        {
            yield return new Flaw("parameters", $"must not be more than {MaxParameters}, but there are {module.Parameters.Count}");
        }

        foreach (var name in Repeated(module.Parameters.Select(parameter => parameter.Name)))
        {
            yield return new Flaw("parameters", $"must not declare '{Shortened.For(name)}' twice");
        }

        // A password arrives as PRISMQ_PARAM_<NAME>, where case and the kind of dash are lost.
        var secrets = module.Parameters.Where(parameter => parameter.IsSecret).Select(parameter => parameter.Name).Distinct();
        foreach (var name in Repeated(secrets.Select(name => name.ToUpperInvariant().Replace('-', '_'))))
        {
            yield return new Flaw("parameters", $"must not have two passwords that would both arrive as PRISMQ_PARAM_{Shortened.For(name)}");
        }
    }

    private static IEnumerable<string> Repeated(IEnumerable<string> names) =>
        names.Where(name => name.Length > 0).GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key);
}
