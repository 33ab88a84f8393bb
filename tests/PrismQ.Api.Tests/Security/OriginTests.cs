using System.Net;
using PrismQ.Api.Tests.Common;

namespace PrismQ.Api.Tests.Security;

[TestFixture, CancelAfter(60_000), FixtureLifeCycle(LifeCycle.SingleInstance)]
internal sealed class OriginTests
{
    private readonly PrismQServer _server = new(("PrismQ:Security:AllowedHosts:0", "panel.example"));

    [OneTimeTearDown]
    public ValueTask StopServer() => _server.DisposeAsync();

    [TestCase("localhost", HttpStatusCode.OK)]
    [TestCase("127.0.0.1:8000", HttpStatusCode.OK)]
    [TestCase("[::1]:8000", HttpStatusCode.OK)]
    [TestCase("panel.example", HttpStatusCode.OK)]
    [TestCase("evil.example", HttpStatusCode.MisdirectedRequest)]
    [TestCase("localhost.evil.example", HttpStatusCode.MisdirectedRequest)]
    [TestCase("10.0.0.1", HttpStatusCode.MisdirectedRequest)]
    public async Task Get_UnderAHostName_IsServedOnlyUnderItsOwn(string host, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/modules");
        request.Headers.Host = host;

        using var answer = await _server.Http.SendAsync(request);

        answer.StatusCode.Should().Be(status);
    }

    [TestCase("Origin", "http://localhost:5173", HttpStatusCode.OK)]
    [TestCase("Origin", "http://localhost", HttpStatusCode.OK)]
    [TestCase("Origin", "https://localhost", HttpStatusCode.OK, Description = "behind a proxy that speaks TLS")]
    [TestCase("Origin", "https://localhost:8443", HttpStatusCode.Forbidden)]
    [TestCase("Origin", "http://evil.example", HttpStatusCode.Forbidden)]
    [TestCase("Origin", "null", HttpStatusCode.Forbidden)]
    [TestCase("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [TestCase("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    public async Task Delete_FromAPage_IsServedOnlyFromAnAllowedOrigin(string header, string value, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/modules/hello/config");
        request.Headers.Add(header, value);

        using var answer = await _server.Http.SendAsync(request);

        answer.StatusCode.Should().Be(status);
    }

    [TestCase("https://panel.example", HttpStatusCode.OK)]
    [TestCase("http://localhost:5173", HttpStatusCode.Forbidden)]
    [TestCase("http://127.0.0.1:5173", HttpStatusCode.Forbidden)]
    public async Task Delete_WhereOriginsAreSet_IsServedFromThoseAlone(string origin, HttpStatusCode status)
    {
        await using var server = new PrismQServer(("PrismQ:Cors:Origins:0", "https://panel.example/"));
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/modules/hello/config");
        request.Headers.Add("Origin", origin);

        using var answer = await server.Http.SendAsync(request);

        answer.StatusCode.Should().Be(status);
        answer.Headers.Contains("Access-Control-Allow-Origin").Should().Be(status == HttpStatusCode.OK);
    }

    [Test]
    public async Task Socket_FromAForeignPage_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/runs/r/logs/ws");
        request.Headers.Add("Origin", "http://evil.example");
        request.Headers.Add("Connection", "Upgrade");
        request.Headers.Add("Upgrade", "websocket");

        using var answer = await _server.Http.SendAsync(request);

        await answer.ShouldBeProblem(403, "ORIGIN_NOT_ALLOWED");
    }

    [Test]
    public async Task Get_UnderAForeignHostFromAnAllowedPage_TellsThePageWhy()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/modules");
        request.Headers.Host = "evil.example";
        request.Headers.Add("Origin", "http://127.0.0.1:5173");

        using var answer = await _server.Http.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.MisdirectedRequest);
        answer.Headers.GetValues("Access-Control-Allow-Origin").Should().Equal("http://127.0.0.1:5173");
    }

    [Test]
    public async Task Options_FromAnAllowedPage_AnswersThePreflight()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/api/runs");
        request.Headers.Add("Origin", "http://127.0.0.1:5173");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type");

        using var answer = await _server.Http.SendAsync(request);

        answer.Headers.GetValues("Access-Control-Allow-Origin").Should().Equal("http://127.0.0.1:5173");
    }
}
