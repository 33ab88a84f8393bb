using Microsoft.Playwright;
using PrismQ.Testing.Common;
using static Microsoft.Playwright.Assertions;

namespace PrismQ.EndToEnd.Tests.Panel;

/// <summary>The panel before a registry of 500 modules.</summary>
[CancelAfter(180_000)]
[FixtureLifeCycle(LifeCycle.SingleInstance)]
public sealed class ManyModulesTests
{
    private const int Modules = 500;

    /// <summary>Cards of the rows in sight and a few beyond; far fewer than there are modules.</summary>
    private const int MostCards = 60;

    private readonly TemporaryFolder _folder = new();
    private ServerProcess _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _folder.Write("modules/measure.sh", "for degrees in 20 25 31 28; do echo \"::metric degrees=$degrees\"; echo \"::metric once_$degrees=1\"; done\n");
        var modules = Enumerable.Range(1, Modules).Select(Module);
        var registry = _folder.Write("modules/modules.json", $$"""{"modules": [{{string.Join(",\n", modules)}}]}""");
        _server = await ServerProcess.StartAsync(_folder.Under("data"), registry);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task Search_AmongFiveHundredModules_FindsWhatMatchesAndNothingElse()
    {
        await using var panel = await PanelPage.OpenAsync("/", _server.Address);
        var page = panel.Page;
        await Expect(page.GetByText("500 scripts ready to run")).ToBeVisibleAsync();
        (await page.Locator("article").CountAsync()).Should().BeInRange(1, MostCards);

        await page.GetByLabel("Search modules").PressSequentiallyAsync("sensor 499");
        await Expect(page.Locator("article h2")).ToHaveTextAsync(["Sensor 499"]);
        await page.GetByLabel("Search modules").FillAsync("site-7");
        await Expect(page.GetByText("50 of 500 scripts")).ToBeVisibleAsync();
        await page.GetByLabel("Search modules").FillAsync("nothing of the kind");
        await Expect(page.GetByText("Nothing matches")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear the filters" }).ClickAsync();
        await Expect(page.GetByText("500 scripts ready to run")).ToBeVisibleAsync();
        panel.Errors.Should().BeEmpty();
    }

    [Test]
    public async Task List_WhenScrolledToItsEnd_ShowsTheLastModuleAndKeepsFewCards()
    {
        await using var panel = await PanelPage.OpenAsync("/", _server.Address);
        await Expect(panel.Page.Locator("article").First).ToBeVisibleAsync();

        await panel.Page.Keyboard.PressAsync("End");

        await Expect(panel.Page.GetByRole(AriaRole.Heading, new() { Name = "Sensor 500" })).ToBeInViewportAsync();
        (await panel.Page.Locator("article").CountAsync()).Should().BeLessThan(MostCards);
        panel.Errors.Should().BeEmpty();
    }

    [Test]
    public async Task Results_WhenAMetricWasReportedSeveralTimes_ChartItsCourse()
    {
        using var client = _server.CreateClient();
        var run = await SampleRuns.StartAsync(client, "sensor-7", "{}");
        await SampleRuns.EndOfAsync(client, run);
        await using var panel = await PanelPage.OpenAsync($"/runs/{run}", _server.Address);

        await panel.Page.GetByRole(AriaRole.Button, new() { Name = "Results" }).ClickAsync();

        var canvas = panel.Page.GetByRole(AriaRole.Region, new() { Name = "degrees over time" }).Locator("canvas");
        await Expect(canvas).ToBeVisibleAsync();
        var inked = await canvas.EvaluateAsync<bool>("canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(value => value > 0)");
        inked.Should().BeTrue();
        await Expect(panel.Page.Locator("canvas")).ToHaveCountAsync(1);
        await Expect(panel.Page.Locator(".tile", new() { HasText = "degrees" })).ToContainTextAsync("28");
        panel.Errors.Should().BeEmpty();
    }

    private static string Module(int number) => $$"""
        {"id": "sensor-{{number}}", "name": "Sensor {{number:000}}", "description": "Reads sensor number {{number}}.", "category": "Site/Hall {{number % 5}}",
         "version": "1.0.0", "script_path": "measure.sh", "tags": ["site-{{number % 10}}"], "parameters": []}
        """;
}
