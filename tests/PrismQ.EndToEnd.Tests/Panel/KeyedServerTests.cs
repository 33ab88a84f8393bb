using System.Security.Cryptography;
using System.Text;
using Microsoft.Playwright;
using PrismQ.Testing.Common;
using static Microsoft.Playwright.Assertions;

namespace PrismQ.EndToEnd.Tests.Panel;

/// <summary>The panel before a server that lets nobody in without a key.</summary>
[CancelAfter(180_000)]
[FixtureLifeCycle(LifeCycle.SingleInstance)]
public sealed class KeyedServerTests
{
    private const string OperatorKey = "operator-key-of-this-test";
    private const string ReaderKey = "reader-key-of-this-test";

    private readonly TemporaryFolder _folder = new();
    private ServerProcess _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _server = await PanelServer.StartServerAsync(
        _folder.Under("data"), [.. Admit(0, "ops", OperatorKey, "Operator"), .. Admit(1, "eyes", ReaderKey, "Reader")]);

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task Open_WhenTheKeyIsWrong_SaysSoAndOpensWithTheRightOne()
    {
        await using var panel = await PanelPage.OpenAsync("/", _server.Address);
        var page = panel.Page;
        await page.GetByLabel("API key").FillAsync("wrong");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Alert)).ToHaveTextAsync("The server does not know this key.");
        (await Axe.ViolationsAsync(page)).Should().BeEmpty();

        await page.GetByLabel("API key").FillAsync(OperatorKey);
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("article").First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Launch_WithTheKeyOfAnOperator_IsFollowedLiveAndStopped()
    {
        await using var panel = await OpenAsync("/modules/log-generator", OperatorKey);
        var page = panel.Page;

        await page.Locator("#parameter-lines").FillAsync("9000");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await Expect(panel.LogLine("line 3 of 9000")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop it" }).ClickAsync();

        await Expect(panel.Status("cancelled")).ToBeVisibleAsync();
        panel.Errors.Should().BeEmpty();
    }

    [Test]
    public async Task Results_WhenTheBrowserItselfFetchesThem_ComeWithATicket()
    {
        using var client = Client();
        var run = await SampleRuns.StartAsync(client, "fractal-image", """{"width": 64, "height": 48}""");
        await SampleRuns.EndOfAsync(client, run);
        await using var panel = await OpenAsync($"/runs/{run}", ReaderKey);
        var page = panel.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Results" }).ClickAsync();
        await page.GetByRole(AriaRole.List, new() { Name = "Result files" }).GetByText("fractal.png").ClickAsync();
        var image = page.GetByRole(AriaRole.Img, new() { Name = "fractal.png" });
        await Expect(image).ToBeVisibleAsync();
        var width = await image.EvaluateAsync<int>("image => image.decode().then(() => image.naturalWidth)");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download view.json" }).ClickAsync());

        width.Should().Be(64);
        (await File.ReadAllTextAsync(await download.PathAsync() ?? "")).Should().Contain("\"width\"");
        panel.Errors.Should().BeEmpty();
    }

    [Test]
    public async Task Buttons_WithTheKeyOfAReader_AreOffAndSayWhy()
    {
        using var client = Client();
        var run = await SampleRuns.StartAsync(client, "log-generator", """{"lines": 9000}""");
        await using var panel = await OpenAsync($"/runs/{run}", ReaderKey);
        var page = panel.Page;
        await Expect(page.GetByRole(AriaRole.Note)).ToContainTextAsync("Your key may only read");
        await Expect(panel.LogLine("line 3 of 9000")).ToBeVisibleAsync();

        await ExpectOffAsync(page, "Stop", "Run again", "Edit and run");
        await page.GotoAsync("/active");
        await ExpectOffAsync(page, "Stop Log generator");
        await page.GotoAsync("/modules/log-generator");
        await ExpectOffAsync(page, "Run", "Save");
        await page.Locator("#parameter-lines").PressAsync("Control+Enter");
        await page.GotoAsync("/history?status=running");
        await page.Locator("tbody input").First.CheckAsync();
        await ExpectOffAsync(page, "Stop 1 chosen");

        using var running = await client.GetAsync("/api/runs?status=running");
        (await running.Content.ReadAsStringAsync()).Should().Contain("\"total\":1");
        panel.Errors.Should().BeEmpty();
        using var stopped = await client.DeleteAsync($"/api/runs/{run}");
    }

    [Test]
    public async Task SwaggerUi_WithAKey_TriesAnOperation()
    {
        await using var swagger = await PanelPage.OpenAsync("/swagger", _server.Address);
        var page = swagger.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Authorize" }).First.ClickAsync();
        var dialog = page.Locator(".dialog-ux");
        await dialog.Locator("input").First.FillAsync(ReaderKey);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Apply credentials" }).First.ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).First.ClickAsync();

        var operation = page.Locator("#operations-Modules-Modules_List");
        await operation.Locator(".opblock-summary-control").ClickAsync();
        await operation.GetByRole(AriaRole.Button, new() { Name = "Try it out" }).ClickAsync();
        var answer = await page.RunAndWaitForResponseAsync(
            () => operation.GetByRole(AriaRole.Button, new() { Name = "Execute" }).ClickAsync(), response => response.Url.Contains("/api/modules?"));

        answer.Status.Should().Be(200);
        await Expect(operation.Locator(".live-responses-table")).ToContainTextAsync("\"id\": \"word-trends\"");
        swagger.Errors.Should().BeEmpty();
    }

    private static async Task ExpectOffAsync(IPage page, params string[] buttons)
    {
        foreach (var name in buttons)
        {
            var button = page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
            await Expect(button).ToBeDisabledAsync();
            await Expect(button).ToHaveAttributeAsync("title", "Your key may only read");
        }
    }

    private static string[] Admit(int place, string name, string key, string role) =>
    [
        $"PrismQ:Security:ApiKeys:{place}:Name={name}",
        $"PrismQ:Security:ApiKeys:{place}:Hash={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}",
        $"PrismQ:Security:ApiKeys:{place}:Role={role}",
    ];

    private async Task<PanelPage> OpenAsync(string path, string key)
    {
        var panel = await PanelPage.OpenAsync(path, _server.Address);
        await panel.Page.GetByLabel("API key").FillAsync(key);
        await panel.Page.RunAndWaitForResponseAsync(
            () => panel.Page.GetByRole(AriaRole.Button, new() { Name = "Open", Exact = true }).ClickAsync(),
            response => response.Request.IsNavigationRequest);

        // Of the page before: the dialog came with its first refusal, the others after it.
        panel.ForgiveErrors();
        return panel;
    }

    private HttpClient Client()
    {
        var client = _server.CreateClient();
        client.DefaultRequestHeaders.Add("X-Api-Key", OperatorKey);
        return client;
    }
}
