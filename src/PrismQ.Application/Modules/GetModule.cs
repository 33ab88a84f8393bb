using PrismQ.Application.Common.Messaging;
using PrismQ.Domain.Common;
using PrismQ.Domain.Modules;

namespace PrismQ.Application.Modules;

/// <summary>Reads one module.</summary>
public sealed record GetModuleQuery(ModuleId ModuleId) : IQuery<ModuleDto>;

internal sealed class GetModuleHandler(ModuleListing modules) : IQueryHandler<GetModuleQuery, ModuleDto>
{
    public async Task<Result<ModuleDto>> Handle(GetModuleQuery query, CancellationToken cancellationToken) =>
        await modules.FindAsync(query.ModuleId, cancellationToken) is { } module ? module : ModuleErrors.NotFound(query.ModuleId);
}
