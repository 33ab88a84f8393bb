using PrismQ.Application.Modules;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs.Orchestration;

/// <summary>Starts the script of a run, by the registry as it is now.</summary>
internal sealed class RunLauncher(IModuleCatalog catalog, IScriptResolver scripts, IProcessLauncher launcher)
{
    private readonly Dictionary<string, string> _inherited = RunEnvironment.Inherit(Environment.GetEnvironmentVariables());

    /// <exception cref="ProcessStartException">The script cannot be started; the message says why.</exception>
    public async Task<ILaunchedProcess> StartAsync(Run run, RunFolder folder, CancellationToken cancellationToken)
    {
        if (run.SecretsAreLost)
        {
            throw new ProcessStartException(
                "The passwords of this run cannot be decrypted, and a script is not started without them: "
                + "restore the folder of the encryption keys, or start the run anew.");
        }

        var module = catalog.Current.Find(run.ModuleId)
            ?? throw new ProcessStartException($"Module {run.ModuleId} is not in the registry any more.");
        if (!(await scripts.ResolveAsync(module, cancellationToken)).TryGet(out var command, out var error))
        {
            throw new ProcessStartException(error.Message);
        }

        var spec = new ProcessSpec(
            run.Id,
            command.FileName,
            [.. command.Arguments, .. RunArguments.CommandLine(run.Parameters, run.SecretNames)],
            command.WorkingDirectory,
            RunEnvironment.Build(_inherited, module, run, folder),
            folder);
        return await launcher.StartAsync(spec, cancellationToken);
    }
}
