using System.Text.Json;
using PrismQ.Application.Configs;
using PrismQ.Application.Runs;
using PrismQ.Domain.Modules;
using PrismQ.Testing.Configs;

namespace PrismQ.Application.Tests.Runs;

[CancelAfter(60_000)]
internal sealed class StartRunConfigTests
{
    [TestCase(true, 1)]
    [TestCase(false, 0)]
    public async Task Start_WhenAskedTo_SavesTheParametersAsTheModulesConfiguration(bool saveConfig, int saved)
    {
        await using var orchestra = await new Orchestra().StartAsync();
        var parameters = Json.Parameters("""{"top": 5}""").ToDictionary(pair => pair.Key, pair => pair.Value);

        await orchestra.SendAsync(new StartRunCommand(new ModuleId("echo"), parameters, saveConfig));

        (await orchestra.SendAsync(new GetConfigQuery(new ModuleId("echo")))).Parameters.Should().HaveCount(saved);
    }

    [Test]
    public async Task Start_WhenTheModuleIsUnknown_IsNotFound()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        var none = new ModuleId("none");

        var refused = await orchestra.TrySendAsync(new StartRunCommand(none, new Dictionary<string, JsonElement>(), false));

        refused.Error.Should().Be(ModuleErrors.NotFound(none));
    }
}
