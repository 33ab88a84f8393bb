using PrismQ.Application.Common.Messaging;
using PrismQ.Application.Modules;
using PrismQ.Domain.Common;
using PrismQ.Domain.Modules;

namespace PrismQ.Application.Configs;

/// <summary>Removes a module's saved configuration. Answers whether there was one.</summary>
public sealed record DeleteConfigCommand(ModuleId ModuleId) : ICommand<bool>;

internal sealed class DeleteConfigHandler(IModuleCatalog catalog, IConfigStore configs) : ICommandHandler<DeleteConfigCommand, bool>
{
    public async Task<Result<bool>> Handle(DeleteConfigCommand command, CancellationToken cancellationToken) =>
        catalog.Current.Find(command.ModuleId) is { } module
            ? await configs.DeleteAsync(module.Id, cancellationToken)
            : ModuleErrors.NotFound(command.ModuleId);
}
