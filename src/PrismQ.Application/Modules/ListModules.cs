using PrismQ.Application.Common.Messaging;
using PrismQ.Domain.Common;

namespace PrismQ.Application.Modules;

/// <summary>Lists the modules; what is null does not filter, and filters combine.</summary>
/// <param name="Category">This category, or one below it.</param>
/// <param name="Tag">With this tag.</param>
/// <param name="Search">With every one of these words in its id, name, description, category or tags, in any case.</param>
public sealed record ListModulesQuery(string? Category, string? Tag, string? Search) : IQuery<ModuleListDto>;

internal sealed class ListModulesHandler(ModuleListing modules) : IQueryHandler<ListModulesQuery, ModuleListDto>
{
    public async Task<Result<ModuleListDto>> Handle(ListModulesQuery query, CancellationToken cancellationToken)
    {
        var all = await modules.AllAsync(cancellationToken);
        var filter = new ModuleFilter(query);
        if (filter.IsEmpty)
        {
            return all;
        }

        var matching = all.Modules.Where(filter.Matches).ToArray();
        return new ModuleListDto(matching, matching.Length);
    }
}
