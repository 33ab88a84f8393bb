using PrismQ.Domain.Configs;
using PrismQ.Domain.Modules;
using static PrismQ.Testing.Modules.ModuleBuilder;

namespace PrismQ.Domain.Tests.Configs;

public sealed class ModuleDefaultsTests
{
    [Test]
    public void Defaults_OfAModule_AreThoseGivenInItsOrder()
    {
        var module = Module(
            "m",
            Parameter("z", ParameterType.Number, "1.50"),
            Parameter("none"),
            Parameter("empty", defaultJson: "\"\""),
            Parameter("null", defaultJson: "null"),
            Parameter("a", ParameterType.Checkbox, "false"));

        var defaults = module.Defaults();

        defaults.Select(pair => (pair.Key, pair.Value.GetRawText())).Should().Equal(("z", "1.50"), ("a", "false"));
    }
}
