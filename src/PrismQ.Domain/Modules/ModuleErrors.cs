using PrismQ.Domain.Common;

namespace PrismQ.Domain.Modules;

public static class ModuleErrors
{
    public static Error NotFound(ModuleId id) =>
        new(ErrorKind.NotFound, "MODULE_NOT_FOUND", $"Module not found: {id}");

    public static Error Disabled(Module module) =>
        new(ErrorKind.Conflict, "MODULE_DISABLED", module.Enabled
            ? $"Module {module.Id} is {module.Status.ToString().ToLowerInvariant()} and cannot be run."
            : $"Module {module.Id} is disabled and cannot be run.");
}
