using ArchUnitNET.Fluent;
using ArchUnitNET.Loader;

namespace PrismQ.Architecture.Tests;

public sealed class LayerTests
{
    [Test]
    public void Domain_KnowsNoOtherLayer() => Layers.DomainKnowsNoOtherLayer(@"^PrismQ\.Domain\b").ShouldHold();

    [Test]
    public void Application_KnowsOnlyTheDomain() => Layers.ApplicationKnowsOnlyTheDomain(@"^PrismQ\.Application\b").ShouldHold();

    [Test]
    public void Infrastructure_DoesNotKnowTheApi() => Layers.InfrastructureDoesNotKnowTheApi(@"^PrismQ\.Infrastructure\b").ShouldHold();

    [Test]
    public void Api_OutsideOfProgram_DoesNotKnowInfrastructure() => Layers.ApiDoesNotKnowInfrastructure(@"^PrismQ\.Api\b").ShouldHold();

    [TestCase("Domain")]
    [TestCase("Application")]
    [TestCase("Infrastructure")]
    [TestCase("Api")]
    public void Rule_WhenAViolationIsPlanted_Fails(string layer)
    {
        var planted = new ArchLoader()
            .LoadAssemblies(typeof(LayerTests).Assembly, typeof(Program).Assembly, typeof(Infrastructure.InfrastructureRegistration).Assembly)
            .Build();
        var place = $@"^PrismQ\.Architecture\.Tests\.Planted\.{layer}$";
        IArchRule rule = layer switch
        {
            "Domain" => Layers.DomainKnowsNoOtherLayer(place),
            "Application" => Layers.ApplicationKnowsOnlyTheDomain(place),
            "Infrastructure" => Layers.InfrastructureDoesNotKnowTheApi(place),
            _ => Layers.ApiDoesNotKnowInfrastructure(place),
        };

        var holds = rule.HasNoViolations(planted);

        holds.Should().BeFalse();
    }
}
