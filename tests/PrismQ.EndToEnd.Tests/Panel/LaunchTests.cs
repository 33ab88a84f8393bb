using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PrismQ.EndToEnd.Tests.Panel;

[CancelAfter(180_000)]
public sealed class LaunchTests
{
    [Test]
    public async Task Launch_WhenEveryKindOfFieldIsFilled_RunsToItsEndWithoutShowingThePassword()
    {
        await using var panel = await PanelPage.OpenAsync("/");
        var page = panel.Page;

        await page.GetByLabel("Search modules").FillAsync("checksums passphrase");
        await page.GetByRole(AriaRole.Link, new() { Name = "File seal" }).ClickAsync();
        await page.Locator("#parameter-folder").FillAsync("documents");
        await page.Locator("#parameter-action").SelectOptionAsync("seal");
        await page.Locator("#parameter-use_passphrase").CheckAsync();
        await page.Locator("#parameter-passphrase").FillAsync("correct horse battery staple");
        await page.Keyboard.PressAsync("Enter");

        await Expect(panel.Status("completed")).ToBeVisibleAsync();
        await Expect(page.Locator("section", new() { HasText = "Parameters" }).Last).ToContainTextAsync("********");
        (await page.ContentAsync()).Should().NotContain("correct horse");
        panel.Errors.Should().BeEmpty();
    }

    [Test]
    public async Task Form_WhenAFieldBreaksARule_SaysWhatTheServerSaysAndPutsTheCursorThere()
    {
        await using var panel = await PanelPage.OpenAsync("/modules/word-trends");
        var page = panel.Page;

        await page.Locator("#parameter-top").FillAsync("0");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();

        await Expect(page.Locator("#parameter-top-error")).ToHaveTextAsync("top must be >= 1");
        await Expect(page.Locator("#parameter-top")).ToBeFocusedAsync();
    }

    [Test]
    public async Task Form_WhenItsConditionHolds_ShowsTheField()
    {
        await using var panel = await PanelPage.OpenAsync("/modules/word-trends");

        await panel.Page.Locator("#parameter-mode").SelectOptionAsync("chosen");

        await Expect(panel.Page.Locator("#parameter-words")).ToBeVisibleAsync();
    }

    [Test]
    public async Task Save_WhenThePageIsOpenedAgain_HasTheSavedValues()
    {
        await using var panel = await PanelPage.OpenAsync("/modules/holidays");
        await panel.Page.Locator("#parameter-year").FillAsync("2031");
        await panel.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(panel.Page.GetByText("Saved.")).ToBeVisibleAsync();

        await panel.Page.ReloadAsync();

        await Expect(panel.Page.Locator("#parameter-year")).ToHaveValueAsync("2031");
        panel.Errors.Should().BeEmpty();
    }

    [Test]
    public async Task Modules_WhenOnlyTheKeyboardIsUsed_CanBeFoundAndRun()
    {
        await using var panel = await PanelPage.OpenAsync("/");
        var page = panel.Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Link extractor" })).ToBeVisibleAsync();

        await page.GetByLabel("Search modules").FocusAsync();
        await page.Keyboard.TypeAsync("link extractor");
        await Expect(page.Locator("article")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = "Link extractor" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#parameter-input").FocusAsync();
        await page.Keyboard.PressAsync("Control+Enter");

        await Expect(panel.Status("completed")).ToBeVisibleAsync();
        panel.Errors.Should().BeEmpty();
    }
}
