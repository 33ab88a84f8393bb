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
    public async Task Start_WhenNoParametersAreGiven_LeavesTheSavedConfigurationAsItIs()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        await orchestra.SendAsync(new SaveConfigCommand(new ModuleId("echo"), Json.Parameters("""{"top": 5}""")));

        await orchestra.SendAsync(new StartRunCommand(new ModuleId("echo"), Parameters: null, SaveConfig: true));

        (await orchestra.SendAsync(new GetConfigQuery(new ModuleId("echo")))).Parameters.Should().ContainKey("top");
    }

    [Test]
    public async Task Start_WhenTheRunCannotBeCommitted_SavesNothing()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        orchestra.History.Fault = "disk full";
        var start = () => orchestra.SendAsync(new StartRunCommand(new ModuleId("echo"), Json.Parameters("""{"top": 5}"""), SaveConfig: true));

        await start.Should().ThrowAsync<Common.StorageUnavailableException>();

        (await orchestra.SendAsync(new GetConfigQuery(new ModuleId("echo")))).Parameters.Should().BeEmpty();
    }

    [Test]
    public async Task Start_WhenTheParametersCannotBeSaved_RunsAndSaysSo()
    {
        await using var orchestra = await new Orchestra().StartAsync();
        orchestra.Configs.Failure = new Common.StorageUnavailableException("disk full");

        var run = await orchestra.SendAsync(new StartRunCommand(new ModuleId("echo"), Json.Parameters("""{"top": 5}"""), SaveConfig: true));
        var process = await orchestra.Launcher.NextAsync();

        (process.Spec?.RunId.Value).Should().Be(run.RunId);
        run.Warnings.Should().HaveCount(2).And.EndWith(
            "The parameters could not be saved as the module's configuration, because its storage cannot be written now; the run goes on.");
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
