using Microsoft.Playwright;
using PrismQ.Testing.Common;
using static Microsoft.Playwright.Assertions;

namespace PrismQ.EndToEnd.Tests.Panel;

/// <summary>
/// Every page, light and dark, on desktop and phone: accessible, without complaints, nothing cut off. With
/// <c>PRISMQ_SCREENSHOTS=docs/screenshots</c> they are also pictured.
/// </summary>
[CancelAfter(300_000)]
public sealed class PageTests
{
    private static readonly string? Screenshots = Environment.GetEnvironmentVariable("PRISMQ_SCREENSHOTS");

    [Test]
    public async Task Page_WhenLookedAt_IsAccessibleAndFits(
        [Values("modules", "launch", "active", "run", "results", "history", "compare", "system", "performance", "missing")] string name,
        [Values] bool dark,
        [Values] bool phone)
    {
        var runs = await SampleRuns.EnsureAsync(PanelServer.Server);
        await using var panel = await PanelPage.OpenAsync(PathOf(name, runs), dark: dark, phone: phone);
        await Expect(panel.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        if (name == "results")
        {
            await panel.Page.GetByRole(AriaRole.Button, new() { Name = "Results" }).ClickAsync();
            await Expect(panel.Page.Locator(".files")).ToBeVisibleAsync();
        }

        await panel.Page.WaitForFunctionAsync("() => !document.querySelector('[aria-label=Loading]')");

        var violations = await Axe.ViolationsAsync(panel.Page);
        var overflow = await panel.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
        await PictureAsync(panel.Page, name, dark, phone);

        violations.Should().BeEmpty();
        overflow.Should().BeLessThanOrEqualTo(0);
        panel.Errors.Should().BeEmpty();
    }

    [Test]
    public async Task Axe_WhenAnImageHasNoText_SaysSo()
    {
        await using var panel = await PanelPage.OpenAsync("/");
        await panel.Page.EvaluateAsync("document.querySelector('#main').append(new Image())");

        var violations = await Axe.ViolationsAsync(panel.Page);

        violations.Should().ContainSingle().Which.Should().StartWith("image-alt");
    }

    private static string PathOf(string name, SampleRuns runs) => name switch
    {
        "modules" => "/",
        "launch" => "/modules/word-trends",
        "run" => $"/runs/{runs.Running}",
        "results" => $"/runs/{runs.WithResults}",
        "compare" => $"/compare?a={runs.WithResults}&b={runs.Other}",
        "missing" => "/no/such/page",
        _ => $"/{name}",
    };

    private static async Task PictureAsync(IPage page, string name, bool dark, bool phone)
    {
        if (Screenshots is not null)
        {
            var file = $"{name}-{(phone ? "phone" : "desktop")}-{(dark ? "dark" : "light")}.png";
            await page.ScreenshotAsync(new() { Path = RepositoryFiles.Path(Screenshots, file) });
        }
    }
}
