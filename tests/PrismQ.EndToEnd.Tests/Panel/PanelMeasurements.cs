using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using PrismQ.Testing.Common;
using static Microsoft.Playwright.Assertions;

namespace PrismQ.EndToEnd.Tests.Panel;

/// <summary>Measures what the panel's budget promises, and prints it; docs/panel.md has the figures.</summary>
[Explicit("It takes half a minute and prints figures that depend on the machine.")]
[CancelAfter(300_000)]
public sealed class PanelMeasurements
{
    private const string Registry = """
        {"modules": [{"id": "flood", "name": "Flood", "script_path": "flood.py", "interpreter": "python3",
          "description": "Prints fast", "category": "Test", "version": "1.0.0", "parameters": []}]}
        """;

    /// <summary>200,000 lines a second for 20 seconds, 2,000 at a time.</summary>
    private const string Script = """
        import sys, time
        start = time.monotonic()
        for block in range(2000):
            sys.stdout.write("".join(f"line {block * 2000 + i} the quick brown fox jumps over the lazy dog, again\n" for i in range(2000)))
            sys.stdout.flush()
            time.sleep(max(0, start + (block + 1) * 0.01 - time.monotonic()))
        """;

    private const string Observe = """
        window.tasks = []
        new PerformanceObserver(list => tasks.push(...list.getEntries().map(entry => entry.duration))).observe({ type: 'longtask' })
        window.delays = []
        addEventListener('input', event => { const at = performance.now(); requestAnimationFrame(() => delays.push(performance.now() - event.timeStamp)) }, true)
        """;

    [Test]
    public async Task FirstPage_WhenLoaded_PaintsEarly()
    {
        await using var warm = await PanelPage.OpenAsync("/");
        await Expect(warm.Page.Locator("article").First).ToBeVisibleAsync();
        await using var panel = await PanelPage.OpenAsync("/");
        await Expect(panel.Page.Locator("article").First).ToBeVisibleAsync();

        var figures = await panel.Page.EvaluateAsync<JsonElement>("""
            async () => ({
              first_contentful_paint_ms: performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
              dom_content_loaded_ms: performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd,
              requests: performance.getEntriesByType('resource').length,
              script_and_style_bytes: performance.getEntriesByType('resource').filter(r => /[.](js|css)$/.test(r.name)).reduce((sum, r) => sum + r.encodedBodySize, 0),
              blocking_ms: await new Promise(done => new PerformanceObserver(list => done(list.getEntries().reduce((sum, t) => sum + t.duration - 50, 0))).observe({ type: 'longtask', buffered: true }) || setTimeout(() => done(0), 500)),
            })
            """);

        TestContext.Progress.WriteLine($"first page: {figures}");
        panel.Errors.Should().BeEmpty();
    }

    [Test]
    public async Task Log_WhenFlooded_KeepsThePageResponsive()
    {
        using var folder = new TemporaryFolder();
        folder.Write("modules/flood.py", Script);
        var registry = folder.Write("modules/modules.json", Registry);
        await using var server = await ServerProcess.StartAsync(folder.Under("data"), registry);
        using var client = server.CreateClient();
        using var response = await client.PostAsJsonAsync("/api/modules/flood/run", new { });
        var run = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("run_id").GetString();

        await using var panel = await PanelPage.OpenAsync($"/runs/{run}", server.Address);
        await Expect(panel.Page.Locator(".log .line").First).ToBeVisibleAsync();
        await panel.Page.EvaluateAsync(Observe);
        var heapBefore = await HeapAsync(panel.Page);
        var watch = Stopwatch.StartNew();
        var search = panel.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search the log" });
        while (!await panel.Status("completed").IsVisibleAsync())
        {
            await search.PressSequentiallyAsync("fox ", new() { Delay = 120 });
            await search.ClearAsync();
        }

        var seconds = watch.Elapsed.TotalSeconds;
        await Expect(panel.Page.Locator(".log .count")).ToHaveTextAsync("4,000,000 lines", new() { Timeout = 120_000 });
        var figures = await panel.Page.EvaluateAsync<JsonElement>("""
            () => ({
              long_tasks: tasks.length, longest_task_ms: Math.max(0, ...tasks),
              keys: delays.length, key_to_frame_median_ms: delays.sort((a, b) => a - b)[delays.length >> 1], key_to_frame_p95_ms: delays[Math.floor(delays.length * 0.95)],
            })
            """);

        TestContext.Progress.WriteLine($"flood: watched {seconds:F1} s, {figures}, heap {heapBefore} -> {await HeapAsync(panel.Page)} MB");
        panel.Errors.Should().BeEmpty();
    }

    private static async Task<long> HeapAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("HeapProfiler.collectGarbage");
        var usage = await session.SendAsync("Runtime.getHeapUsage") ?? throw new InvalidOperationException("No heap usage.");
        await session.DetachAsync();
        return (long)(usage.GetProperty("usedSize").GetDouble() / 1_000_000);
    }
}
