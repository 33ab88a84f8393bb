using AutoMapper;
using PrismQ.Application.Runs;
using PrismQ.Domain.Modules;

namespace PrismQ.Application.Modules;

/// <summary>
/// The answer that lists every module, made again only when the registry or the counts of runs change. Between two changes it is one
/// instance, and a module that did not change keeps its instance over them, so that what is made of an instance can be kept with it.
/// Thread-safe.
/// </summary>
internal sealed class ModuleListing(IModuleCatalog catalog, IRunRepository runs, IMapper mapper)
{
    private Listing _current = new(ModuleSnapshot.Empty, RunCounts.None, 0, new ModuleListDto([], 0), []);

    public async ValueTask<ModuleListDto> AllAsync(CancellationToken cancellationToken) =>
        (await CurrentAsync(cancellationToken)).All;

    public async ValueTask<ModuleDto?> FindAsync(ModuleId id, CancellationToken cancellationToken) =>
        (await CurrentAsync(cancellationToken)).ById.GetValueOrDefault(id)?.Answer;

    private async ValueTask<Listing> CurrentAsync(CancellationToken cancellationToken)
    {
        // The version is read before the counts: a change in between makes the answer newer than it is labelled, never older.
        var (known, snapshot, version) = (_current, catalog.Current, runs.Version);
        if (known.Snapshot == snapshot && known.Version == version)
        {
            return known;
        }

        var counts = await runs.GetCountsAsync(cancellationToken);
        return _current = known.Snapshot == snapshot && known.Counts == counts
            ? known with { Version = version }
            : Make(known, snapshot, counts, version);
    }

    private Listing Make(Listing known, ModuleSnapshot snapshot, RunCounts counts, long version)
    {
        var entries = snapshot.Modules.ToDictionary(
            module => module.Id, module => Entry(known.ById.GetValueOrDefault(module.Id), module, counts.Of(module.Id)));
        var answers = snapshot.Modules.Select(module => entries[module.Id].Answer).ToArray();
        return new Listing(snapshot, counts, version, new ModuleListDto(answers, answers.Length), entries);
    }

    private ListedModule Entry(ListedModule? known, Module module, ModuleRunCounts counts)
    {
        var isSameModule = ReferenceEquals(known?.Module, module);
        if (known is not null && isSameModule && known.Counts == counts)
        {
            return known;
        }

        var answer = known is not null && isSameModule ? known.Answer : mapper.Map<ModuleDto>(module);
        return new ListedModule(module, counts, answer with
        {
            LastRun = counts.LastRun,
            TotalRuns = counts.Total,
            SuccessRate = counts.SuccessRate,
        });
    }

    private sealed record ListedModule(Module Module, ModuleRunCounts Counts, ModuleDto Answer);

    private sealed record Listing(
        ModuleSnapshot Snapshot, RunCounts Counts, long Version, ModuleListDto All, Dictionary<ModuleId, ListedModule> ById);
}
