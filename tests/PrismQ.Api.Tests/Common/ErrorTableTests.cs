using System.Net.Http.Headers;
using System.Text;

namespace PrismQ.Api.Tests.Common;

[TestFixture, CancelAfter(60_000), FixtureLifeCycle(LifeCycle.SingleInstance)]
internal sealed class ErrorTableTests
{
    private readonly PrismQServer _server = new();

    [OneTimeTearDown]
    public ValueTask StopServer() => _server.DisposeAsync();

    [TestCase("GET", "/api/modules/none", 404, "MODULE_NOT_FOUND")]
    [TestCase("GET", "/api/modules/none/config", 404, "MODULE_NOT_FOUND")]
    [TestCase("GET", "/api/runs/none", 404, "RUN_NOT_FOUND")]
    [TestCase("DELETE", "/api/runs/none", 404, "RUN_NOT_FOUND")]
    [TestCase("GET", "/api/runs/none/logs", 404, "RUN_NOT_FOUND")]
    [TestCase("GET", "/api/runs/none/logs/stream", 404, "RUN_NOT_FOUND")]
    [TestCase("GET", "/api/runs/none/logs/download", 404, "RUN_NOT_FOUND")]
    [TestCase("GET", "/api/runs/none/results", 404, "RUN_NOT_FOUND")]
    [TestCase("GET", "/api/runs/none/results/files/x", 404, "RUN_NOT_FOUND")]
    [TestCase("GET", "/api/runs/none/results/files/", 404, "NOT_FOUND")]
    [TestCase("GET", "/api/runs/none/results/files", 404, "NOT_FOUND")]
    [TestCase("GET", "/api/runs?limit=0", 422, "VALIDATION_ERROR")]
    [TestCase("GET", "/api/runs?limit=101", 422, "VALIDATION_ERROR")]
    [TestCase("GET", "/api/runs?limit=abc", 422, "VALIDATION_ERROR")]
    [TestCase("GET", "/api/runs?offset=-1", 422, "VALIDATION_ERROR")]
    [TestCase("GET", "/api/runs?status=bogus", 422, "VALIDATION_ERROR")]
    [TestCase("GET", "/api/runs?status=", 422, "VALIDATION_ERROR")]
    [TestCase("GET", "/api/runs?status=%20", 422, "VALIDATION_ERROR")]
    [TestCase("GET", "/api/runs/none/logs?since=noon", 400, "INVALID_TIMESTAMP")]
    [TestCase("GET", "/api/runs/none/logs?since=", 400, "INVALID_TIMESTAMP")]
    [TestCase("GET", "/api/runs?cursor=bogus", 422, "VALIDATION_ERROR")]
    [TestCase("GET", "/api/runs/none/logs?tail=0", 422, "VALIDATION_ERROR")]
    [TestCase("GET", "/api/nothing", 404, "NOT_FOUND")]
    [TestCase("PATCH", "/api/modules", 405, "METHOD_NOT_ALLOWED")]
    public async Task Send_WhenItCannotBeServed_AnswersTheContractsError(string method, string path, int status, string code)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var answer = await _server.Http.SendAsync(request);

        await answer.ShouldBeProblem(status, code);
    }

    [TestCase("{", "body")]
    [TestCase("[]", "body")]
    [TestCase("null", "body")]
    [TestCase("{}", "module_id")]
    [TestCase("""{"module_id": 5}""", "module_id")]
    [TestCase("""{"module_id": "hello", "parameters": []}""", "parameters")]
    [TestCase("""{"module_id": "hello", "save_config": "yes"}""", "save_config")]
    [TestCase("""{"module_id": "hello", "parameters": {"__internal__": 1}}""", "parameters")]
    public async Task Start_WhenTheBodyIsOfTheWrongShape_NamesTheField(string body, string field)
    {
        using var answer = await Post("/api/runs", body);

        var problem = await answer.ShouldBeProblem(422, "VALIDATION_ERROR");
        problem.GetProperty("errors").EnumerateObject().Should().Contain(error => error.Name.StartsWith(field));
    }

    [Test]
    public async Task Save_WhenTheParametersAreNull_NamesThem()
    {
        using var answer = await Post("/api/modules/hello/config", """{"parameters": null}""");

        var problem = await answer.ShouldBeProblem(422, "VALIDATION_ERROR");
        problem.GetProperty("errors").GetProperty("parameters")[0].GetString().Should().Be("parameters must be an object");
    }

    [Test]
    public async Task Start_WhenParametersBreakTheModulesRules_ListsEveryMessage()
    {
        using var answer = await Post("/api/modules/hello/run", """{"parameters": {"top": 0, "color": "green"}}""");

        var problem = await answer.ShouldBeProblem(400, "INVALID_PARAMETERS");
        problem.GetProperty("detail").GetString().Should().Be("Invalid parameters: top must be >= 1; color must be one of: red, blue");
    }

    [Test]
    public async Task Start_WhenModuleIsDisabled_AnswersConflict()
    {
        using var answer = await Post("/api/modules/off/run", "{}");

        await answer.ShouldBeProblem(409, "MODULE_DISABLED");
    }

    [Test]
    public async Task Start_WhenBodyDoesNotSayJson_AnswersUnsupportedMediaType()
    {
        using var content = new StringContent("{}", new MediaTypeHeaderValue("text/plain"));

        using var answer = await _server.Http.PostAsync("/api/modules/hello/run", content);

        await answer.ShouldBeProblem(415, "UNSUPPORTED_MEDIA_TYPE");
    }

    [TestCase("application/json; charset=utf-16", 415)]
    [TestCase("application/json; charset=iso-8859-1", 415)]
    [TestCase("application/json; charset=nonsense", 415)]
    [TestCase("application/merge-patch+json", 415)]
    [TestCase("application/vnd.prismq+json", 415)]
    [TestCase("text/json", 415)]
    [TestCase("application/json; charset=UTF-8", 200)]
    [TestCase("application/json", 200)]
    public async Task Save_WhateverTheBodyCallsItself_ReadsJsonInUtf8AndNothingElse(string contentType, int status)
    {
        using var content = new ByteArrayContent("""{"parameters": {}}"""u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        using var answer = await _server.Http.PutAsync("/api/modules/hello/config", content);

        ((int)answer.StatusCode).Should().Be(status);
    }

    [Test]
    public async Task Save_WhenBodyIsLargerThanTheLimit_AnswersTooLarge()
    {
        using var answer = await Post("/api/modules/hello/config", new string(' ', 1024 * 1024 + 1));

        await answer.ShouldBeProblem(413, "PAYLOAD_TOO_LARGE");
    }

    [Test]
    public async Task Patch_WhenMethodIsWrong_SaysWhichAreAllowed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, "/api/runs");

        using var answer = await _server.Http.SendAsync(request);

        answer.Content.Headers.Allow.Should().BeEquivalentTo("GET", "HEAD", "POST");
    }

    [Test]
    public async Task Get_WhenOnlyPostIsPossible_DoesNotOfferHead()
    {
        using var answer = await _server.Http.GetAsync("/api/tickets");

        answer.Content.Headers.Allow.Should().Equal("POST");
    }

    [Test]
    public async Task Get_WhenPageOfAnAllowedOriginAsksForNothing_CarriesCorsOnTheError()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/runs/none");
        request.Headers.Add("Origin", "http://localhost:5173");

        using var answer = await _server.Http.SendAsync(request);

        answer.Headers.GetValues("Access-Control-Allow-Origin").Should().Equal("http://localhost:5173");
    }

    private async Task<HttpResponseMessage> Post(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await _server.Http.PostAsync(path, content);
    }
}
