using PrismQ.Application.Common.Messaging;
using PrismQ.Application.Modules;
using PrismQ.Domain.Common;
using PrismQ.Domain.Modules;

namespace PrismQ.Application.Configs;

/// <summary>Reads a module's configuration: its defaults, with what is saved laid over them.</summary>
public sealed record GetConfigQuery(ModuleId ModuleId) : IQuery<ModuleConfigDto>;

internal sealed class GetConfigHandler(IModuleCatalog catalog, IConfigStore configs, ConfigAnswers answers)
    : IQueryHandler<GetConfigQuery, ModuleConfigDto>
{
    public async Task<Result<ModuleConfigDto>> Handle(GetConfigQuery query, CancellationToken cancellationToken) =>
        catalog.Current.Find(query.ModuleId) is { } module
            ? answers.Merged(module, await configs.FindAsync(module.Id, cancellationToken))
            : ModuleErrors.NotFound(query.ModuleId);
}
