namespace PrismQ.Domain.Modules;

public enum ModuleStatus
{
    Active,
    Inactive,
    Maintenance,
}
