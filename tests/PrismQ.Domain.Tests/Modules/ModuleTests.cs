using PrismQ.Domain.Modules;
using static PrismQ.Testing.Modules.ModuleBuilder;

namespace PrismQ.Domain.Tests.Modules;

public sealed class ModuleTests
{
    [Test]
    public void Module_WhenOnlyTheNecessaryIsGiven_TakesTheDefaultsOfTheContract()
    {
        var module = new Module { Id = new ModuleId("m"), Name = "M", ScriptPath = "m.sh" };

        (module.Description, module.Category, module.Version).Should().Be(("", "General", "1.0.0"));
        (module.Status, module.Enabled, module.AdditionalParameters).Should().Be((ModuleStatus.Active, true, true));
    }

    [Test]
    public void CanRun_InEveryState_IsTrueOnlyForAnEnabledActiveModule([Values] ModuleStatus status, [Values] bool enabled)
    {
        var module = Module() with { Status = status, Enabled = enabled };

        module.CanRun.Should().Be(enabled && status == ModuleStatus.Active);
    }

    [Test]
    public void FindParameter_ByItsExactName_FindsItAndNoOther()
    {
        var module = Module("m", Parameter("a"), Parameter("b"));

        module.FindParameter("b").Should().BeSameAs(module.Parameters[1]);
        module.FindParameter("B").Should().BeNull();
    }

    [TestCase("Label", "Description", "Label")]
    [TestCase("", "Description", "Description")]
    [TestCase("", "", "name")]
    [TestCase(null, "Description", "Description")]
    [TestCase(null, null, "name")]
    public void Title_OfAParameter_IsTheLabelElseTheDescriptionElseTheName(string? label, string? description, string expected)
    {
        (Parameter("name") with { Label = label, Description = description }).Title.Should().Be(expected);
    }

    [Test]
    public void IsSecret_OfAParameter_IsTrueForPasswordsOnly([Values] ParameterType type)
    {
        Parameter("p", type).IsSecret.Should().Be(type == ParameterType.Password);
    }
}
