using System.Text.Json;
using FluentValidation;
using PrismQ.Application.Common.Messaging;
using PrismQ.Application.Configs.Rules;
using PrismQ.Application.Modules;
using PrismQ.Domain.Common;
using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;

namespace PrismQ.Application.Configs;

/// <summary>Saves parameter values for a module, checked by its rules. Answers exactly what was saved.</summary>
public sealed record SaveConfigCommand(ModuleId ModuleId, IReadOnlyDictionary<string, JsonElement> Parameters) : ICommand<ModuleConfigDto>;

internal sealed class SaveConfigValidator : AbstractValidator<SaveConfigCommand>
{
    // A body can say null where the type cannot.
    public SaveConfigValidator() =>
        RuleFor(command => command.Parameters).NotNull().WithMessage("parameters must be an object").MustHaveGoodNames();
}

internal sealed class SaveConfigHandler(
    IModuleCatalog catalog, SubmittedParameters submitted, IConfigStore configs, ConfigAnswers answers, TimeProvider time)
    : ICommandHandler<SaveConfigCommand, ModuleConfigDto>
{
    public async Task<Result<ModuleConfigDto>> Handle(SaveConfigCommand command, CancellationToken cancellationToken)
    {
        if (catalog.Current.Find(command.ModuleId) is not { } module)
        {
            return ModuleErrors.NotFound(command.ModuleId);
        }

        if (!(await submitted.CheckAsync(module, command.Parameters, cancellationToken)).TryGet(out var parameters, out var error))
        {
            return error;
        }

        var config = new ModuleConfig(module.Id, parameters.Given, time.GetUtcNow()) { LostSecrets = parameters.LostSecrets };
        await configs.SaveAsync(config, module.SecretNames(), cancellationToken);
        return answers.Exactly(module, config) with { Warnings = parameters.Warnings };
    }
}
