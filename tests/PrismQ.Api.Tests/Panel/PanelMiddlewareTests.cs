using System.Text;
using Microsoft.AspNetCore.Http;
using PrismQ.Api.Panel;
using PrismQ.Testing.Common;

namespace PrismQ.Api.Tests.Panel;

public sealed class PanelMiddlewareTests : IDisposable
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private readonly TemporaryFolder _folder = new();

    [TestCase("/")]
    [TestCase("/runs/run_1")]
    public async Task Get_WhenABrowserOpensAPage_AnswersThePanel(string path)
    {
        _folder.Write("index.html", "<p>panel</p>");

        var response = await GetAsync(path, Browser);

        response.ContentType.Should().StartWith("text/html");
        response.Headers.CacheControl.ToString().Should().Be("no-cache");
        BodyOf(response).Should().Be("<p>panel</p>");
    }

    [TestCase("/", "*/*")]
    [TestCase("/", "application/json")]
    [TestCase("/", "application/json, text/html;q=0.5")]
    [TestCase("/api/runs", Browser)]
    [TestCase("/swagger", Browser)]
    [TestCase("/health", Browser)]
    public async Task Get_WhenItIsForTheApi_IsPassedOn(string path, string accept)
    {
        _folder.Write("index.html", "<p>panel</p>");

        var response = await GetAsync(path, accept);

        response.StatusCode.Should().Be(StatusCodes.Status418ImATeapot);
    }

    [Test]
    public async Task Get_WhenThePanelWasNotBuilt_SaysHowToGetIt()
    {
        var response = await GetAsync("/", Browser);

        BodyOf(response).Should().Contain("Node 20.19");
    }

    [TestCase("gzip, deflate, br", "br", "brotli")]
    [TestCase("gzip", "gzip", "zipped")]
    [TestCase("", "", "plain")]
    public async Task Get_OfAnAsset_AnswersTheSmallestBodyForEver(string accepted, string encoding, string body)
    {
        _folder.Write("assets/index-1a2b.js", "plain");
        _folder.Write("assets/index-1a2b.js.br", "brotli");
        _folder.Write("assets/index-1a2b.js.gz", "zipped");

        var response = await GetAsync("/assets/index-1a2b.js", "*/*", accepted);

        response.Headers.ContentEncoding.ToString().Should().Be(encoding);
        response.Headers.CacheControl.ToString().Should().Contain("immutable");
        BodyOf(response).Should().Be(body);
    }

    [Test]
    public async Task Get_WhenTheClientHasIt_Answers304()
    {
        _folder.Write("theme.js", "x");
        var etag = (await GetAsync("/theme.js", "*/*")).Headers.ETag.ToString();

        var response = await GetAsync("/theme.js", "*/*", ifNoneMatch: etag);

        response.StatusCode.Should().Be(StatusCodes.Status304NotModified);
        BodyOf(response).Should().BeEmpty();
    }

    [Test]
    public async Task Get_OfAPathOutsideThePanel_IsPassedOn()
    {
        _folder.Write("panel/index.html", "x");
        _folder.Write("secret.txt", "secret");

        var response = await GetAsync("/../secret.txt", "*/*", folder: _folder.Under("panel"));

        response.StatusCode.Should().Be(StatusCodes.Status418ImATeapot);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<HttpResponse> GetAsync(string path, string accept, string encoding = "", string ifNoneMatch = "", string? folder = null)
    {
        var context = new DefaultHttpContext { Request = { Method = "GET", Path = path }, Response = { Body = new MemoryStream() } };
        context.Request.Headers.Accept = accept;
        context.Request.Headers.AcceptEncoding = encoding;
        context.Request.Headers.IfNoneMatch = ifNoneMatch;
        var middleware = new PanelMiddleware(PassedOn, new PanelFiles(folder ?? _folder.Path));

        await middleware.InvokeAsync(context);

        return context.Response;
    }

    private static Task PassedOn(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status418ImATeapot;
        return Task.CompletedTask;
    }

    private static string BodyOf(HttpResponse response) => Encoding.UTF8.GetString(((MemoryStream)response.Body).ToArray());
}
