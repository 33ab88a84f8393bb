using PrismQ.Domain.Common;

namespace PrismQ.Domain.Modules;

public static class ModuleErrors
{
    public static Error NotFound(ModuleId id) =>
        new(ErrorKind.NotFound, "MODULE_NOT_FOUND", $"Module not found: {id}");

    public static Error Disabled(Module module) =>
        new(ErrorKind.Conflict, "MODULE_DISABLED", $"Module {module.Id} is {StateOf(module)} and cannot be run.");

    private static string StateOf(Module module) =>
        !module.Enabled ? "disabled"
        : module.Status == ModuleStatus.Maintenance ? "in maintenance"
        : module.Status.ToString().ToLowerInvariant();
}
