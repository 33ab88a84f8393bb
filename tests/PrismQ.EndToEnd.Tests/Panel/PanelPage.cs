using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace PrismQ.EndToEnd.Tests.Panel;

/// <summary>The panel in a browser window of its own, which remembers everything that went wrong in it.</summary>
internal sealed class PanelPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _errors = new();

    private PanelPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _errors.Enqueue(message.Text);
            }
        };
        page.PageError += (_, error) => _errors.Enqueue(error);
    }

    public IPage Page { get; }

    /// <summary>What the console and the page complained about.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    public ILocator Status(string status) => Page.Locator(".page-header .status." + status);

    public ILocator LogLine(string text) => Page.Locator(".log .line", new() { HasText = text });

    public static async Task<PanelPage> OpenAsync(string path, Uri? server = null, bool dark = false, bool phone = false)
    {
        var context = await PanelServer.Browser.NewContextAsync(new()
        {
            BaseURL = (server ?? PanelServer.Server.Address).ToString(),
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = phone ? new() { Width = 390, Height = 844 } : new() { Width = 1360, Height = 860 },
            TimezoneId = "Europe/Prague",
        });
        context.SetDefaultTimeout(30_000);
        var panel = new PanelPage(context, await context.NewPageAsync());
        await panel.Page.GotoAsync(path);
        return panel;
    }

    /// <summary>Forgets the complaints so far, where a test broke something on purpose.</summary>
    public void ForgiveErrors() => _errors.Clear();

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
