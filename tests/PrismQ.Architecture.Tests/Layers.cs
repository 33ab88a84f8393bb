using ArchUnitNET.Domain;
using ArchUnitNET.Fluent;
using ArchUnitNET.Loader;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace PrismQ.Architecture.Tests;

/// <summary>The rules of the layers, over namespaces, so that a planted violation can be held against them too.</summary>
internal static class Layers
{
    public static ArchUnitNET.Domain.Architecture Product { get; } = new ArchLoader()
        .LoadAssemblies(
            typeof(Domain.Common.Error).Assembly,
            typeof(Application.ApplicationRegistration).Assembly,
            typeof(Infrastructure.InfrastructureRegistration).Assembly,
            typeof(Program).Assembly)
        .Build();

    public static IArchRule DomainKnowsNoOtherLayer(string domain) =>
        MustNotKnow(domain, @"^(PrismQ\.(Application|Infrastructure|Api)|Microsoft|MediatR|AutoMapper|FluentValidation|Dapper|NSwag)\b");

    public static IArchRule ApplicationKnowsOnlyTheDomain(string application) =>
        MustNotKnow(application, @"^(PrismQ\.(Infrastructure|Api)|Microsoft\.AspNetCore|Microsoft\.Data|Dapper|Npgsql|NSwag)\b");

    public static IArchRule InfrastructureDoesNotKnowTheApi(string infrastructure) =>
        MustNotKnow(infrastructure, @"^(PrismQ\.Api|NSwag|Microsoft\.AspNetCore\.Mvc)\b");

    public static IArchRule ApiDoesNotKnowInfrastructure(string api) =>
        MustNotKnow(api, @"^PrismQ\.Infrastructure\b");

    private static IArchRule MustNotKnow(string layer, string others) =>
        Types().That().ResideInNamespaceMatching(layer)
            .Should().NotDependOnAny(Types(includeReferenced: true).That().ResideInNamespaceMatching(others));
}
