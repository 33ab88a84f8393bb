using System.Security.Cryptography;
using System.Text.Json;
using FluentValidation;
using PrismQ.Application.Common.Messaging;
using PrismQ.Application.Configs;
using PrismQ.Application.Configs.Rules;
using PrismQ.Application.Modules;
using PrismQ.Application.Runs.Orchestration;
using PrismQ.Domain.Common;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;
using PrismQ.Domain.Runs;

namespace PrismQ.Application.Runs;

/// <summary>Accepts a run of a module: when it answers, the run is committed and will be started in its turn.</summary>
/// <param name="SaveConfig">Whether the parameters also become the module's saved configuration.</param>
public sealed record StartRunCommand(ModuleId ModuleId, IReadOnlyDictionary<string, JsonElement> Parameters, bool SaveConfig)
    : ICommand<RunDto>;

internal sealed class StartRunValidator : AbstractValidator<StartRunCommand>
{
    public StartRunValidator() => RuleFor(command => command.Parameters).MustHaveGoodNames();
}

internal sealed class StartRunHandler(
    IModuleCatalog catalog,
    SubmittedParameters submitted,
    IConfigStore configs,
    IRunRepository runs,
    ActiveRuns active,
    IRunQueue queue,
    FreeSpaceGuard space,
    RunFeed feed,
    RunReader reader,
    TimeProvider time) : ICommandHandler<StartRunCommand, RunDto>
{
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

        if (!(await submitted.CheckAsync(module, command.Parameters, cancellationToken)).TryGet(out var parameters, out var invalid))
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
            if (command.SaveConfig)
            {
                await configs.SaveAsync(
                    new ModuleConfig(module.Id, parameters.Given, run.CreatedAt), module.SecretNames(), cancellationToken);
            }

            await runs.AddAsync(run, cancellationToken);
            place.Fill(active.Add(run));
            feed.Publish(run);
            return reader.ToDto(run) with { Warnings = parameters.Warnings };
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
