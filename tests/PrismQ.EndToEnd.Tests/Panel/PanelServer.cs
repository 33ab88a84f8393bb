using Microsoft.Playwright;
using PrismQ.Testing.Common;

namespace PrismQ.EndToEnd.Tests.Panel;

/// <summary>One real server with the sample modules, and one Chromium, for all tests of the panel. Skips them where either is missing.</summary>
[SetUpFixture]
public sealed class PanelServer
{
    private static readonly string[] KnownBrowsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static TemporaryFolder? _folder;
    private static ServerProcess? _server;
    private static IPlaywright? _playwright;
    private static IBrowser? _browser;

    internal static ServerProcess Server => _server ?? throw new InvalidOperationException("No server was started.");

    internal static IBrowser Browser => _browser ?? throw new InvalidOperationException("No browser was started.");

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var chromium = KnownBrowsers.FirstOrDefault(File.Exists);
        Assume.That(chromium, Is.Not.Null, "Chromium is not installed.");
        Assume.That(File.Exists(Path.Combine(AppContext.BaseDirectory, "panel", "index.html")), "The panel was not built: Node is missing.");
        Assertions.SetDefaultExpectTimeout(30_000);
        _folder = new TemporaryFolder();
        _server = await StartServerAsync(_folder.Under("data"), "PrismQ:Runs:OnShutdown=End");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox"] });
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
        if (_server is not null)
        {
            await _server.StopAsync();
            await _server.DisposeAsync();
        }

        _folder?.Dispose();
    }

    internal static Task<ServerProcess> StartServerAsync(string dataDirectory, params string[] settings) =>
        ServerProcess.StartAsync(dataDirectory, RepositoryFiles.Path("modules", "modules.json"), settings);
}
