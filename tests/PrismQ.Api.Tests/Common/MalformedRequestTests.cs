using System.Text;

namespace PrismQ.Api.Tests.Common;

[TestFixture, CancelAfter(60_000), FixtureLifeCycle(LifeCycle.SingleInstance)]
internal sealed class MalformedRequestTests
{
    private static readonly string TooDeep = """{"parameters": {"req": """ + new string('[', 40) + new string(']', 40) + "}}";

    private readonly PrismQServer _server = new();

    [OneTimeTearDown]
    public ValueTask StopServer() => _server.DisposeAsync();

    [TestCase("""{"parameters": {"req": 1, "req": 2}}""", "parameters.req", "parameters.req must not be given twice, nor any name within it")]
    [TestCase("""{"parameters": {"req": {"a": 1, "a": 2}}}""", "parameters.req", "parameters.req must not be given twice, nor any name within it")]
    [TestCase("""{"parameters": {}, "parameters": {}}""", "parameters", "parameters must not be given twice, nor any name within it")]
    [TestCase("""{"parameters": {"\ud800": 1}}""", "parameters", "parameters must not contain a lone surrogate (half a character)")]
    [TestCase("""{"parameters": 5}""", "parameters", "parameters must be an object")]
    public async Task Save_WhenTheBodyCannotBeRead_SaysWhatIsWrong(string body, string field, string message)
    {
        using var answer = await Send(HttpMethod.Put, "/api/modules/hello/config", body);

        var problem = await answer.ShouldBeProblem(422, "VALIDATION_ERROR");
        problem.GetProperty("errors").GetProperty(field)[0].GetString().Should().Be(message);
    }

    [Test]
    public async Task Save_WhenTheBodyIsNestedTooDeep_SaysSo()
    {
        using var answer = await Send(HttpMethod.Put, "/api/modules/hello/config", TooDeep);

        var problem = await answer.ShouldBeProblem(422, "VALIDATION_ERROR");
        problem.GetProperty("detail").GetString().Should().Be("body is nested too deep: 32 levels are the most");
    }

    [TestCase("""{"module_id": null}""")]
    [TestCase("""{"module_id": ""}""")]
    [TestCase("{}")]
    public async Task Start_WhenNoModuleIsNamed_AsksForIt(string body)
    {
        using var answer = await Send(HttpMethod.Post, "/api/runs", body);

        var problem = await answer.ShouldBeProblem(422, "VALIDATION_ERROR");
        problem.GetProperty("errors").GetProperty("module_id")[0].GetString().Should().Be("module_id is required");
    }

    [TestCase("/api/runs?offset=99999999999", "offset must be a whole number from 0 to 2147483647")]
    [TestCase("/api/runs?limit=99999999999", "limit must be a whole number from 1 to 100")]
    [TestCase("/api/runs/none/logs?tail=x", "tail must be a whole number from 1 to 10000")]
    [TestCase("/api/runs/none/logs?after=99999999999999999999", "after must be a whole number from 0 to 9223372036854775807")]
    [TestCase("/api/runs/events?after=99999999999999999999", "after must be a whole number up to 9223372036854775807")]
    public async Task Get_WhenANumberCannotBeRead_SaysItsRange(string address, string message)
    {
        using var answer = await Send(HttpMethod.Get, address, body: null);

        var problem = await answer.ShouldBeProblem(422, "VALIDATION_ERROR");
        problem.GetProperty("detail").GetString().Should().Be(message);
    }

    private async Task<HttpResponseMessage> Send(HttpMethod method, string address, string? body)
    {
        using var request = new HttpRequestMessage(method, address)
        {
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
        };
        return await _server.Http.SendAsync(request);
    }
}
