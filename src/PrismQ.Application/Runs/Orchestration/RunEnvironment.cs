using System.Collections;
using PrismQ.Domain.Modules;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs.Orchestration;

/// <summary>The environment of a script: that of the server without the server's own settings, the module's, and the run's.</summary>
internal static class RunEnvironment
{
    /// <summary>What every script has from the server.</summary>
    public static Dictionary<string, string> Inherit(IDictionary server)
    {
        var inherited = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in server)
        {
            if (entry is { Key: string name, Value: string value } && !OwnVariables.Contain(name))
            {
                inherited[name] = value;
            }
        }

        return inherited;
    }

    public static IReadOnlyDictionary<string, string> Build(Dictionary<string, string> inherited, Module module, Run run, RunFolder folder)
    {
        var environment = new Dictionary<string, string>(inherited, StringComparer.Ordinal);
        foreach (var (name, value) in module.Environment.Concat(RunArguments.SecretVariables(run.Parameters, run.SecretNames)))
        {
            environment[name] = value;
        }

        environment["PRISMQ_RUN_ID"] = run.Id.Value;
        environment["PRISMQ_MODULE_ID"] = run.ModuleId.Value;
        environment["PRISMQ_OUTPUT_DIR"] = folder.Results;
        return environment;
    }
}
