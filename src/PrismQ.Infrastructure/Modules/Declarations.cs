using PrismQ.Domain.Modules;

namespace PrismQ.Infrastructure.Modules;

/// <summary>A module as it was read, and the JSON that it was read from.</summary>
internal sealed record ModuleDeclaration(Module Module, IReadOnlyList<ParameterDeclaration> Parameters, RegistryObject Json);

/// <summary>A parameter as it was read, and the JSON that it was read from.</summary>
internal sealed record ParameterDeclaration(ModuleParameter Parameter, RegistryObject Json);
