using System.Net;

namespace PrismQ.Api.Tests.Common;

[TestFixture, CancelAfter(60_000), FixtureLifeCycle(LifeCycle.SingleInstance)]
internal sealed class HttpTests
{
    private readonly PrismQServer _server = new();

    [OneTimeTearDown]
    public ValueTask StopServer() => _server.DisposeAsync();

    [TestCase("/")]
    [TestCase("/health")]
    [TestCase("/api/health")]
    [TestCase("/health/live")]
    [TestCase("/health/ready")]
    [TestCase("/api/modules")]
    [TestCase("/api/modules/hello")]
    [TestCase("/api/modules/hello/config")]
    [TestCase("/api/runs")]
    [TestCase("/api/runs/events")]
    [TestCase("/api/system/stats")]
    public async Task Head_WhereGetWorks_AnswersWithoutABody(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, path);

        using var answer = await _server.Http.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
    }

    [TestCase("/api/modules")]
    [TestCase("/api/modules/hello")]
    [TestCase("/api/modules/hello/config")]
    [TestCase("/api/runs")]
    public async Task Get_WhenTheClientHasIt_Answers304(string path)
    {
        using var first = await _server.Http.GetAsync(path);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag ?? throw new InvalidOperationException("No ETag."));

        using var second = await _server.Http.SendAsync(request);

        first.Headers.ETag.IsWeak.Should().BeFalse();
        second.StatusCode.Should().Be(HttpStatusCode.NotModified);
    }

    [TestCase("/api/modules")]
    [TestCase("/api/modules/hello")]
    [TestCase("/api/modules/hello/config")]
    [TestCase("/api/modules/nobody")]
    public async Task Get_WithAQueryThatIsNotMeantForIt_AnswersTheSame(string path)
    {
        using var without = await _server.Http.GetAsync(path);
        using var with = await _server.Http.GetAsync($"{path}?x=1");

        with.StatusCode.Should().Be(without.StatusCode);
        with.Headers.ETag.Should().Be(without.Headers.ETag);
    }

    [Test]
    public async Task Get_WhenAProgramAsksForTheEntrance_SaysThatABrowserGetsSomethingElse()
    {
        using var answer = await _server.Http.GetAsync("/");

        answer.Headers.Vary.Should().Contain("Accept");
    }

    [Test]
    public async Task Get_WhateverItIs_CarriesTheSecurityHeaders()
    {
        using var data = await _server.Http.GetAsync("/api/nothing");
        using var page = await _server.Http.GetAsync("/swagger/index.html");

        foreach (var answer in new[] { data, page })
        {
            answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
            answer.Headers.GetValues("Cross-Origin-Resource-Policy").Should().Equal("same-site");
            answer.Headers.GetValues("Content-Security-Policy").Single().Should().Contain("frame-ancestors 'none'");
        }

        data.Headers.GetValues("Content-Security-Policy").Single().Should().StartWith("default-src 'none'");
        page.Headers.GetValues("Referrer-Policy").Should().Equal("no-referrer");
        page.Headers.GetValues("X-Frame-Options").Should().Equal("DENY");
    }
}
