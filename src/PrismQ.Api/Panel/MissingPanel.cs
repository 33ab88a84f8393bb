using System.Text;

namespace PrismQ.Api.Panel;

/// <summary>What a browser sees where the panel was not built: how to get it.</summary>
internal static class MissingPanel
{
    private const string Html = """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>PrismQ</title>
        <style>body{font:16px/1.6 system-ui,sans-serif;max-width:40rem;margin:12vh auto;padding:0 1rem}</style>
        <h1>PrismQ is running</h1>
        <p>The API is ready, but the panel was not built with it: that takes Node 20.19 or newer.</p>
        <p>Install <a href="https://nodejs.org">Node</a> and start the server again with <code>dotnet run --project src/PrismQ.Api</code>;
        it then builds the panel by itself.</p>
        <p>Meanwhile there is <a href="/swagger">the API's documentation</a>, where every call can be tried.</p>
        </html>
        """;

    public static PanelFile Page { get; } = new("text/html; charset=utf-8", "\"no-panel\"", IsImmutable: false, Encoding.UTF8.GetBytes(Html), null, null);
}
