using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PrismQ.Testing.Common;
using static Microsoft.Playwright.Assertions;

namespace PrismQ.EndToEnd.Tests.Panel;

[CancelAfter(180_000)]
public sealed class LiveRunTests
{
    [Test]
    public async Task Stop_WhenConfirmed_EndsTheRunThatIsWatched()
    {
        var run = await StartAsync(PanelServer.Server, """{"parameters": {"lines": 9000, "delay_ms": 100}}""");
        await using var panel = await PanelPage.OpenAsync($"/runs/{run}");
        await Expect(panel.LogLine("line 3 of 9000")).ToBeVisibleAsync();

        await panel.Page.GetByRole(AriaRole.Button, new() { Name = "Stop", Exact = true }).ClickAsync();
        await panel.Page.GetByRole(AriaRole.Button, new() { Name = "Stop it" }).ClickAsync();

        await Expect(panel.Status("cancelled")).ToBeVisibleAsync();
        await Expect(panel.Page.GetByText("The run has ended; this is the whole log.")).ToBeVisibleAsync();
        panel.Errors.Should().BeEmpty();
    }

    [Test]
    public async Task ActiveRuns_WhenARunStartsAndEnds_ComeAndGoByThemselves()
    {
        await using var panel = await PanelPage.OpenAsync("/active");
        await Expect(panel.Page.GetByRole(AriaRole.Heading, new() { Name = "Active runs" })).ToBeVisibleAsync();

        var run = await StartAsync(PanelServer.Server, """{"parameters": {"lines": 20, "delay_ms": 100}}""");

        var card = panel.Page.Locator($"a[href='/runs/{run}']");
        await Expect(card).ToBeVisibleAsync();
        await Expect(card).ToBeHiddenAsync();
        panel.Errors.Should().BeEmpty();
    }

    [Test]
    public async Task ActiveRuns_WhileAScriptWorks_ShowWhatItTakesOfTheMachine()
    {
        await using var panel = await PanelPage.OpenAsync("/active");
        var run = await StartAsync(PanelServer.Server, """{"parameters": {"lines": 9000, "delay_ms": 100}}""");

        var card = panel.Page.Locator("article", new() { Has = panel.Page.Locator($"a[href='/runs/{run}']") });
        await Expect(card).ToContainTextAsync(new Regex(@"CPU \d+ % · [\d.,]+ MB"));

        await card.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await panel.Page.GetByRole(AriaRole.Button, new() { Name = "Stop it" }).ClickAsync();
        await Expect(card).ToBeHiddenAsync();
        panel.Errors.Should().BeEmpty();
    }

    [Test]
    public async Task Log_WhenSearchedAndFiltered_ShowsTheLinesThatMatch()
    {
        var run = await StartAsync(PanelServer.Server, """{"parameters": {"lines": 3000, "delay_ms": 0, "levels": true, "progress_every": 0}}""");
        await using var panel = await PanelPage.OpenAsync($"/runs/{run}");
        await Expect(panel.Status("completed")).ToBeVisibleAsync();

        await panel.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search the log" }).FillAsync("line 1234 of");
        await Expect(panel.Page.Locator(".hits")).ToHaveTextAsync("1 line");
        await panel.Page.Keyboard.PressAsync("Enter");
        await Expect(panel.LogLine("line 1234 of")).ToBeVisibleAsync();

        await panel.Page.GetByRole(AriaRole.Button, new() { Name = "error", Exact = true }).ClickAsync();
        await Expect(panel.Page.Locator(".log .line.error").First).ToBeVisibleAsync();
        await Expect(panel.Page.Locator(".log .line.info")).ToHaveCountAsync(0);
        panel.Errors.Should().BeEmpty();
    }

    [Test]
    public async Task Log_WhenALineIsLinked_OpensThere()
    {
        var run = await StartAsync(PanelServer.Server, """{"parameters": {"lines": 2000, "delay_ms": 0, "progress_every": 0}}""");
        await using var first = await PanelPage.OpenAsync($"/runs/{run}");
        await Expect(first.Status("completed")).ToBeVisibleAsync();

        await using var panel = await PanelPage.OpenAsync($"/runs/{run}#L777");

        await Expect(panel.Page.Locator(".line.marked .no")).ToHaveTextAsync("777");
        await Expect(panel.Page.Locator(".line.marked")).ToBeInViewportAsync();
    }

    [Test]
    public async Task Log_WhenTheServerIsKilledInMidRun_SaysSoAndGoesOnWithoutMissingALine()
    {
        using var folder = new TemporaryFolder();
        var server = await PanelServer.StartServerAsync(folder.Under("data"));
        var run = await StartAsync(server, """{"parameters": {"lines": 150, "delay_ms": 100, "progress_every": 0}}""");
        await using var panel = await PanelPage.OpenAsync($"/runs/{run}", server.Address);
        await Expect(panel.LogLine("line 5 of 150")).ToBeVisibleAsync();

        await server.KillAsync();
        await server.DisposeAsync();
        await Expect(panel.Page.GetByText("Reconnecting; no line will be missed")).ToBeVisibleAsync();
        await using var next = await PanelServer.StartServerAsync(folder.Under("data"), $"urls=http://127.0.0.1:{server.Address.Port}");

        await Expect(panel.LogLine("line 150 of 150")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(panel.Status("completed")).ToBeVisibleAsync();
        await Expect(panel.Page.Locator(".status .count")).ToHaveTextAsync("150 lines");
    }

    private static async Task<string> StartAsync(ServerProcess server, string body)
    {
        using var client = server.CreateClient();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await client.PostAsync("/api/modules/log-generator/run", content);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("run_id").GetString() ?? "";
    }
}
