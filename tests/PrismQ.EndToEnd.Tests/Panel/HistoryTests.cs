using System.Net.Http.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PrismQ.EndToEnd.Tests.Panel;

[CancelAfter(180_000)]
public sealed class HistoryTests
{
    [Test]
    public async Task History_WhenFiltered_KeepsTheFilterInTheAddress()
    {
        await StartAsync("failing-check", 1);
        await using var panel = await PanelPage.OpenAsync("/history?module=failing-check");
        await Expect(panel.Page.Locator("tbody .status.failed").First).ToBeVisibleAsync();

        await panel.Page.GetByRole(AriaRole.Button, new() { Name = "failed", Exact = true }).ClickAsync();

        await Expect(panel.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("module=failing-check&status=failed"));
        await Expect(panel.Page.Locator("tbody .status:not(.failed)")).ToHaveCountAsync(0);
        panel.Errors.Should().BeEmpty();
    }

    [Test]
    public async Task Compare_WhenTwoRunsAreTicked_ShowsBoth()
    {
        await StartAsync("word-trends", 2);
        await using var panel = await PanelPage.OpenAsync("/history?module=word-trends&status=completed");
        await Expect(panel.Page.Locator("tbody tr").Nth(1)).ToBeVisibleAsync();

        await panel.Page.Locator("tbody input").Nth(0).CheckAsync();
        await panel.Page.Locator("tbody input").Nth(1).CheckAsync();
        await panel.Page.GetByRole(AriaRole.Button, new() { Name = "Compare two" }).ClickAsync();

        await Expect(panel.Page.GetByRole(AriaRole.Rowheader, new() { Name = "duration seconds" })).ToBeVisibleAsync();
        await Expect(panel.Page.GetByRole(AriaRole.Rowheader, new() { Name = "input" })).ToBeVisibleAsync();
        panel.Errors.Should().BeEmpty();
    }

    [Test]
    public async Task Stop_WhenSeveralRunsAreTicked_EndsThoseAndNoOther()
    {
        using var client = PanelServer.Server.CreateClient();
        string[] runs = [await StartLongAsync(client), await StartLongAsync(client), await StartLongAsync(client)];
        await using var panel = await PanelPage.OpenAsync("/history?module=log-generator");
        foreach (var run in runs[..2])
        {
            await Row(panel, run).Locator("input").CheckAsync();
        }

        await panel.Page.GetByRole(AriaRole.Button, new() { Name = "Stop 2 chosen" }).ClickAsync();
        await panel.Page.GetByRole(AriaRole.Button, new() { Name = "Stop them" }).ClickAsync();

        await Expect(Row(panel, runs[0]).Locator(".status.cancelled")).ToBeVisibleAsync();
        await Expect(Row(panel, runs[1]).Locator(".status.cancelled")).ToBeVisibleAsync();
        await Expect(Row(panel, runs[2]).Locator(".status.running")).ToBeVisibleAsync();
        panel.Errors.Should().BeEmpty();
        using var stopped = await client.DeleteAsync($"/api/runs/{runs[2]}");
    }

    [Test]
    public async Task Performance_WhenTheApiWasUsed_ShowsItsEndpoints()
    {
        await using var panel = await PanelPage.OpenAsync("/performance");

        await Expect(panel.Page.GetByRole(AriaRole.Button, new() { Name = "/api/runs", Exact = false }).First).ToBeVisibleAsync();
        await Expect(panel.Page.Locator("canvas")).ToBeVisibleAsync();
        panel.Errors.Should().BeEmpty();
    }

    private static ILocator Row(PanelPage panel, string run) =>
        panel.Page.Locator("tbody tr", new() { Has = panel.Page.Locator($"a[href='/runs/{run}']") });

    private static Task<string> StartLongAsync(HttpClient client) =>
        SampleRuns.StartAsync(client, "log-generator", """{"lines": 9000, "delay_ms": 100}""");

    private static async Task StartAsync(string module, int runs)
    {
        using var client = PanelServer.Server.CreateClient();
        for (var i = 0; i < runs; i++)
        {
            using var response = await client.PostAsJsonAsync($"/api/modules/{module}/run", new { parameters = new { } });
            response.EnsureSuccessStatusCode();
        }
    }
}
