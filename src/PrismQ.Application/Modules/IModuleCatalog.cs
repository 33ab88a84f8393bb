using PrismQ.Domain.Modules;

namespace PrismQ.Application.Modules;

/// <summary>The modules that can be run. Thread-safe; lives as long as the process; a read costs a field access.</summary>
public interface IModuleCatalog
{
    /// <summary>The last good registry. It is replaced as a whole, never changed; keep one snapshot for the length of a request.</summary>
    ModuleSnapshot Current { get; }

    /// <summary>Completes when a good registry was read for the first time: before that nobody can tell that a module is gone.</summary>
    Task Loaded { get; }
}

/// <summary>One good state of the registry, and what is wrong with a newer one that was refused.</summary>
/// <param name="modules">The modules in the registry's order.</param>
/// <param name="problems">Why the newest edit of the registry was refused, one sentence each; empty when this is the newest.</param>
public sealed class ModuleSnapshot(IReadOnlyList<Module> modules, IReadOnlyList<string> problems)
{
    private readonly Dictionary<ModuleId, Module> _byId = modules.ToDictionary(module => module.Id);

    public static ModuleSnapshot Empty { get; } = new([], []);

    public IReadOnlyList<Module> Modules { get; } = modules;

    public IReadOnlyList<string> Problems { get; } = problems;

    public Module? Find(ModuleId id) => _byId.GetValueOrDefault(id);
}
