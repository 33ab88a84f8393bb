using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PrismQ.EndToEnd.Tests.Panel;

[CancelAfter(180_000)]
public sealed class ResultTests
{
    [Test]
    public async Task Preview_OfACsvFile_IsATable()
    {
        await using var panel = await OpenAsync("holidays", """{"year": 2030}""", "holidays.csv");

        var table = panel.Page.GetByRole(AriaRole.Region, new() { Name = "Table" });

        await Expect(table.GetByRole(AriaRole.Columnheader)).ToHaveTextAsync(["date", "weekday", "name"]);
        await Expect(table.Locator("tbody tr.line").First).ToContainTextAsync("2030-01-01");
        panel.Errors.Should().BeEmpty();
    }

    [Test]
    public async Task Preview_OfAnImage_IsTheImage()
    {
        await using var panel = await OpenAsync("fractal-image", """{"width": 80, "height": 60}""", "fractal.png");

        var image = panel.Page.GetByRole(AriaRole.Img, new() { Name = "fractal.png" });
        await Expect(image).ToBeVisibleAsync();

        (await image.EvaluateAsync<int>("image => image.decode().then(() => image.naturalWidth)")).Should().Be(80);
        panel.Errors.Should().BeEmpty();
    }

    private static async Task<PanelPage> OpenAsync(string module, string parameters, string file)
    {
        using var client = PanelServer.Server.CreateClient();
        var run = await SampleRuns.StartAsync(client, module, parameters);
        await SampleRuns.EndOfAsync(client, run);
        var panel = await PanelPage.OpenAsync($"/runs/{run}");
        await panel.Page.GetByRole(AriaRole.Button, new() { Name = "Results" }).ClickAsync();
        await panel.Page.GetByRole(AriaRole.List, new() { Name = "Result files" }).GetByText(file).ClickAsync();
        return panel;
    }
}
