using System.Security.Cryptography;
using System.Text.Json;
using FluentValidation;
using PrismQ.Application.Common;
using PrismQ.Application.Common.Messaging;
using PrismQ.Application.Configs;
using PrismQ.Application.Configs.Rules;
using PrismQ.Application.Modules;
using PrismQ.Application.Runs.Orchestration;
using PrismQ.Application.SystemStatus.Performance;
using PrismQ.Domain.Common;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs;

/// <summary>Accepts a run of a module: when it answers, the run is committed and will be started in its turn.</summary>
/// <param name="Parameters">What the request gives; null when it gives none at all, which leaves the saved configuration as it is.</param>
/// <param name="SaveConfig">Whether the parameters also become the module's saved configuration.</param>
public sealed record StartRunCommand(ModuleId ModuleId, IReadOnlyDictionary<string, JsonElement>? Parameters, bool SaveConfig)
    : ICommand<RunDto>;

internal sealed class StartRunValidator : AbstractValidator<StartRunCommand>
{
    public StartRunValidator()
    {
        RuleFor(command => command.ModuleId).Must(id => !string.IsNullOrEmpty(id.Value)).WithMessage("module_id is required");
        RuleFor(command => command.Parameters).MustHaveGoodNames();
    }
}

internal sealed class StartRunHandler(
    IModuleCatalog catalog,
    SubmittedParameters submitted,
    IConfigStore configs,
    IRunRepository runs,
    ActiveRuns active,
    IRunQueue queue,
    UnansweredLaunches unanswered,
    FreeSpaceGuard space,
    RunActivity activity,
    RunFeed feed,
    RunReader reader,
    TimeProvider time) : ICommandHandler<StartRunCommand, RunDto>
{
    private const string NotSaved = "The parameters could not be saved as the module's configuration, because its storage cannot be written now; the run goes on.";

    public async Task<Result<RunDto>> Handle(StartRunCommand command, CancellationToken cancellationToken)
    {
        if (catalog.Current.Find(command.ModuleId) is not { } module)
        {
            return ModuleErrors.NotFound(command.ModuleId);
        }

        if (!module.CanRun)
        {
            return ModuleErrors.Disabled(module);
        }

        if (!(await submitted.CheckAsync(module, command.Parameters ?? ParameterValues.Empty, cancellationToken)).TryGet(out var parameters, out var invalid))
        {
            return invalid;
        }

        if (space.Refusal() is { } noSpace)
        {
            return noSpace;
        }

        if (!queue.Reserve().TryGet(out var place, out var full))
        {
            return full;
        }

        using (place)
        {
            var run = Create(module, parameters.Resolved);

            // A caller that hangs up takes nothing back: what is committed is a run, and starts at once or in its turn.
            var committed = place.StartsAtOnce ? run.Start(run.CreatedAt) : run;
            await CommitAsync(committed);
            var accepted = active.Add(committed);
            place.Fill(accepted);
            activity.Changed(run.Status, committed);
            feed.Publish(accepted);
            var answer = reader.ToDto(run) with { Warnings = parameters.Warnings };
            return !command.SaveConfig || command.Parameters is null || await IsSavedAsync(module, parameters, run.CreatedAt, cancellationToken)
                ? answer
                : answer with { Warnings = [.. answer.Warnings, NotSaved] };
        }
    }

    private async Task CommitAsync(Run run)
    {
        try
        {
            await runs.AddAsync(run, CancellationToken.None);
        }
        catch (StorageUnavailableException exception) when (exception.MayHaveChanged)
        {
            _ = unanswered.ResolveAsync(run);
            throw;
        }
    }

    /// <summary>Saves after the run is committed, so that a run which is refused has changed nothing. The run goes on whether this works or not.</summary>
    private async Task<bool> IsSavedAsync(Module module, ValidatedParameters parameters, DateTimeOffset at, CancellationToken cancellationToken)
    {
        try
        {
            var config = new ModuleConfig(module.Id, parameters.Given, at) { LostSecrets = parameters.LostSecrets };
            await configs.SaveAsync(config, module.SecretNames(), cancellationToken);
            return true;
        }
        catch (StorageUnavailableException)
        {
            return false;
        }
    }

    private Run Create(Module module, ParameterValues parameters)
    {
        var now = time.GetUtcNow();
        return new Run
        {
            Id = RunId.Create(module.Id, now, BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint)))),
            ModuleId = module.Id,
            ModuleName = module.Name,
            Parameters = parameters,
            SecretNames = [.. module.SecretNames()],
            CreatedAt = now,
        };
    }
}
