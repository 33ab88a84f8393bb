using System.IO.Compression;
using System.Net;
using System.Text.Json;

namespace PrismQ.Api.Tests.Common;

[TestFixture, CancelAfter(60_000), FixtureLifeCycle(LifeCycle.SingleInstance)]
internal sealed class CompressionTests
{
    private readonly PrismQServer _server = new();

    [OneTimeTearDown]
    public ValueTask StopServer() => _server.DisposeAsync();

    [TestCase("/api/modules", "br")]
    [TestCase("/api/modules", "gzip")]
    [TestCase("/api/system/performance", "br")]
    public async Task Get_WhenTheClientReadsACoding_AnswersTheSameInIt(string path, string coding)
    {
        using var answer = await GetAsync(path, coding);

        answer.Content.Headers.ContentEncoding.Should().Equal(coding);
        answer.Headers.Vary.Should().Contain("Accept-Encoding");
        (await ReadAsync(answer, coding)).ValueKind.Should().Be(JsonValueKind.Object);
    }

    [TestCase("identity")]
    [TestCase("br;q=0")]
    public async Task Get_WhenTheClientReadsNoCoding_AnswersPlain(string accepted)
    {
        using var answer = await GetAsync("/api/modules", accepted);

        answer.Content.Headers.ContentEncoding.Should().BeEmpty();
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("total").GetInt32().Should().BePositive();
    }

    [Test]
    public async Task Get_WhenTheClientHasTheCompressedAnswer_Answers304()
    {
        using var first = await GetAsync("/api/modules", "br");
        using var plain = await GetAsync("/api/modules", "identity");

        using var second = await GetAsync("/api/modules", "br", first.Headers.ETag?.Tag);

        second.StatusCode.Should().Be(HttpStatusCode.NotModified);
        first.Headers.ETag.Should().NotBe(plain.Headers.ETag);
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string accepted, string? etag = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Encoding", accepted);
        if (etag is not null)
        {
            request.Headers.Add("If-None-Match", etag);
        }

        return await _server.Http.SendAsync(request);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, string coding)
    {
        await using var body = await answer.Content.ReadAsStreamAsync();
        await using Stream plain = coding == "br"
            ? new BrotliStream(body, CompressionMode.Decompress)
            : new GZipStream(body, CompressionMode.Decompress);
        return await JsonSerializer.DeserializeAsync<JsonElement>(plain);
    }
}
