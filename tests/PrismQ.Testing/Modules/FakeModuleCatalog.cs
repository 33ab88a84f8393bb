using PrismQ.Application.Modules;
using PrismQ.Domain.Modules;

namespace PrismQ.Testing.Modules;

/// <summary>A catalog of the modules that a test gives it.</summary>
public sealed class FakeModuleCatalog(params Module[] modules) : IModuleCatalog
{
    public ModuleSnapshot Current { get; set; } = new(modules, []);

    public Task Loaded { get; set; } = Task.CompletedTask;
}
