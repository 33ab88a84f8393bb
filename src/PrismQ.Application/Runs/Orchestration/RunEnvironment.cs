using System.Collections;
using PrismQ.Domain.Modules;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs.Orchestration;

/// <summary>The environment of a script: that of the server without the server's own settings, the module's, and the run's.</summary>
internal static class RunEnvironment
{
    public static IReadOnlyDictionary<string, string> Build(IDictionary inherited, Module module, Run run, RunFolder folder)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in inherited)
        {
            if (entry is { Key: string name, Value: string value } && !OwnVariables.Contain(name))
            {
                environment[name] = value;
            }
        }

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
