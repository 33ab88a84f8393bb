using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using PrismQ.Api.Tests.Common;
using PrismQ.Client;

namespace PrismQ.Api.Tests.Runs;

[TestFixture, CancelAfter(120_000)]
internal sealed class RunLifeTests
{
    private PrismQServer _server;

    [SetUp]
    public void StartServer() => _server = new PrismQServer();

    [TearDown]
    public ValueTask StopServer() => _server.DisposeAsync();

    [Test]
    public async Task Start_WhenAccepted_SaysWhereTheRunIs(CancellationToken cancellationToken)
    {
        using var answer = await _server.Http.PostAsJsonAsync("/api/runs", new { module_id = "hello" }, cancellationToken);

        var run = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
        answer.Headers.Location.Should().Be($"/api/runs/{run.GetProperty("run_id").GetString()}");
        run.GetProperty("exit_code").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Test]
    public async Task List_OfARunWithAValueAsDeepAsIsTaken_AnswersIt(CancellationToken cancellationToken)
    {
        var deep = new string('[', 29) + new string(']', 29);
        using var content = new StringContent($$"""{"parameters": {"x": {{deep}} } }""", mediaType: new MediaTypeHeaderValue("application/json"));
        using var launched = await _server.Http.PostAsync("/api/modules/hello/run", content, cancellationToken);
        launched.StatusCode.Should().Be(HttpStatusCode.Accepted);
        var run = await launched.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        await _server.Http.GetStringAsync($"{launched.Headers.Location}/logs/stream", cancellationToken);

        var list = await _server.Http.GetStringAsync("/api/runs", cancellationToken);

        list.Should().Contain(run.GetProperty("run_id").GetString()).And.Contain(deep);
    }

    [Test]
    public async Task Start_WhenThereIsNoBody_RunsWithDefaults(CancellationToken cancellationToken)
    {
        using var answer = await _server.Http.PostAsync("/api/modules/hello/run", null, cancellationToken);

        answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
    }

    [Test]
    public async Task Cancel_WhenRunHasEnded_IsRefused(CancellationToken cancellationToken)
    {
        var run = await _server.EndOf(await _server.Runs.StartModuleAsync("hello", new StartModuleRequest(), cancellationToken), cancellationToken);

        var cancel = () => _server.Runs.CancelAsync(run.Run_id, cancellationToken);

        run.Status.Should().Be(RunStatus.Completed);
        var refused = (await cancel.Should().ThrowAsync<PrismQException<Problem>>()).Which;
        refused.StatusCode.Should().Be(400);
        refused.Result.Error_code.Should().Be("RUN_NOT_CANCELLABLE");
        refused.Result.Detail.Should().Be("Cannot cancel run: already completed");
    }

    [Test]
    public async Task GetLog_WhenRunHasEnded_AnswersItsLines(CancellationToken cancellationToken)
    {
        var run = await _server.EndOf(await _server.Runs.StartModuleAsync("hello", new StartModuleRequest(), cancellationToken), cancellationToken);

        var log = await _server.Runs.GetLogAsync(run.Run_id, tail: 2, cancellationToken: cancellationToken);

        log.Total_lines.Should().Be(3);
        log.Truncated.Should().BeTrue();
        log.Logs.Select(line => line.Line).Should().Equal(2, 3);
    }

    [Test]
    public async Task DownloadLog_WhenARangeIsAsked_AnswersThatPart(CancellationToken cancellationToken)
    {
        var run = await _server.EndOf(await _server.Runs.StartModuleAsync("hello", new StartModuleRequest(), cancellationToken), cancellationToken);
        var whole = await _server.Http.GetStringAsync($"/api/runs/{run.Run_id}/logs/download", cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/runs/{run.Run_id}/logs/download");
        request.Headers.Range = new RangeHeaderValue(1, 10);

        using var answer = await _server.Http.SendAsync(request, cancellationToken);

        answer.StatusCode.Should().Be(HttpStatusCode.PartialContent);
        (await answer.Content.ReadAsStringAsync(cancellationToken)).Should().Be(whole[1..11]);
        answer.Content.Headers.GetValues("Content-Disposition").Should().Equal($"attachment; filename={run.Run_id}.log");
    }

    [TestCase("logs/download")]
    [TestCase("results/files/deep/page.html")]
    public async Task Download_WhenTheRangeLiesOutside_AnswersAProblemAndTheSize(string what, CancellationToken cancellationToken)
    {
        var run = await _server.EndOf(await _server.Runs.StartModuleAsync("hello", new StartModuleRequest(), cancellationToken), cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/runs/{run.Run_id}/{what}");
        request.Headers.Range = new RangeHeaderValue(1_000_000, null);

        using var answer = await _server.Http.SendAsync(request, cancellationToken);

        await answer.ShouldBeProblem(416, "RANGE_NOT_SATISFIABLE");
        (answer.Content.Headers.ContentRange?.Length).Should().BePositive();
        answer.Content.Headers.ContentDisposition.Should().BeNull();
    }

    [Test]
    public async Task DownloadResult_WhenTheFileHasChanged_IsNotContinuedButSentWhole(CancellationToken cancellationToken)
    {
        var run = await _server.EndOf(await _server.Runs.StartModuleAsync("hello", new StartModuleRequest(), cancellationToken), cancellationToken);
        var address = $"/api/runs/{run.Run_id}/results/files/deep/page.html";
        using var first = await _server.Http.GetAsync(address, cancellationToken);
        using var same = await ContinueAsync(address, first.Headers.ETag, cancellationToken);

        await File.WriteAllTextAsync(Path.Combine(_server.UnderData("runs"), run.Run_id, "output", "deep", "page.html"), "another one", cancellationToken);
        using var changed = await ContinueAsync(address, first.Headers.ETag, cancellationToken);

        first.Content.Headers.LastModified.Should().NotBeNull();
        same.StatusCode.Should().Be(HttpStatusCode.PartialContent);
        changed.StatusCode.Should().Be(HttpStatusCode.OK);
        (await changed.Content.ReadAsStringAsync(cancellationToken)).Should().Be("another one");
    }

    [TestCase("logs/download")]
    [TestCase("results/files/deep/page.html")]
    public async Task Download_WhenTheClientNamesAVersion_AnswersWhatIsNewToIt(string what, CancellationToken cancellationToken)
    {
        var run = await _server.EndOf(await _server.Runs.StartModuleAsync("hello", new StartModuleRequest(), cancellationToken), cancellationToken);
        var address = $"/api/runs/{run.Run_id}/{what}";
        using var first = await _server.Http.GetAsync(address, cancellationToken);
        using var known = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { IfNoneMatch = { first.Headers.ETag ?? EntityTagHeaderValue.Any } } };
        using var other = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { IfMatch = { new EntityTagHeaderValue("\"other\"") } } };

        using var unchanged = await _server.Http.SendAsync(known, cancellationToken);
        using var refused = await _server.Http.SendAsync(other, cancellationToken);

        first.Headers.ETag.Should().NotBeNull();
        unchanged.StatusCode.Should().Be(HttpStatusCode.NotModified);
        await refused.ShouldBeProblem(412, "PRECONDITION_FAILED");
    }

    [TestCase("deep/page.html")]
    [TestCase("deep%2Fpage.html")]
    public async Task DownloadResult_WhenItIsAPage_NeverRunsInTheBrowser(string path, CancellationToken cancellationToken)
    {
        var run = await _server.EndOf(await _server.Runs.StartModuleAsync("hello", new StartModuleRequest(), cancellationToken), cancellationToken);

        using var answer = await _server.Http.GetAsync($"/api/runs/{run.Run_id}/results/files/{path}", cancellationToken);

        (await answer.Content.ReadAsStringAsync(cancellationToken)).Should().Be("<script>alert(1)</script>");
        (answer.Content.Headers.ContentDisposition?.DispositionType).Should().Be("attachment");
        answer.Headers.GetValues("Content-Security-Policy").Single().Should().StartWith("sandbox");
    }

    [TestCase("a%252Fb.txt", "escaped")]
    [TestCase("a%252fb.txt", null)]
    [TestCase("deep%2F..%2Fa%252Fb.txt", null)]
    public async Task DownloadResult_WhenItsNameHasAnEscape_FindsItByItsOwnName(string path, string? expected, CancellationToken cancellationToken)
    {
        var run = await _server.EndOf(await _server.Runs.StartModuleAsync("hello", new StartModuleRequest(), cancellationToken), cancellationToken);
        var output = Path.Combine(_server.UnderData("runs"), run.Run_id, "output");
        await File.WriteAllTextAsync(Path.Combine(output, "a%2Fb.txt"), "escaped", cancellationToken);

        using var answer = await _server.Http.GetAsync(new Uri($"/api/runs/{run.Run_id}/results/files/{path}", UriKind.Relative), cancellationToken);

        (answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(cancellationToken) : null).Should().Be(expected);
    }

    [Test]
    public async Task List_WhenThereIsMore_LinksToTheNextPage(CancellationToken cancellationToken)
    {
        await _server.EndOf(await _server.Runs.StartModuleAsync("hello", new StartModuleRequest(), cancellationToken), cancellationToken);
        await _server.EndOf(await _server.Runs.StartModuleAsync("hello", new StartModuleRequest(), cancellationToken), cancellationToken);
        using var first = await _server.Http.GetAsync("/api/runs?limit=1&status=completed", cancellationToken);
        var next = first.Headers.GetValues("Link").Single().Split('<', '>')[1];

        var page = await _server.Http.GetFromJsonAsync<JsonElement>(next, cancellationToken);

        next.Should().Contain("status=completed").And.Contain("cursor=");
        page.GetProperty("runs").GetArrayLength().Should().Be(1);
        page.GetProperty("total").GetInt32().Should().Be(2);
    }

    /// <summary>Asks for the file from its second byte on, if it is still the one of a tag.</summary>
    private async Task<HttpResponseMessage> ContinueAsync(string address, EntityTagHeaderValue? tag, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Range = new RangeHeaderValue(1, null);
        request.Headers.IfRange = new RangeConditionHeaderValue(tag ?? EntityTagHeaderValue.Any);
        return await _server.Http.SendAsync(request, cancellationToken);
    }
}
