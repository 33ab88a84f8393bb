using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PrismQ.Application.Common;
using PrismQ.Application.Configs;
using PrismQ.Application.Runs;
using PrismQ.Testing.Configs;
using PrismQ.Testing.Runs;

namespace PrismQ.Api.Tests.Common;

[TestFixture, CancelAfter(60_000)]
internal sealed class ErrorAnswersTests
{
    private const string Secret = "disk I/O error in /srv/secret/history.db";

    [TestCase("GET", "/api/runs")]
    [TestCase("GET", "/api/runs/run_20260131_083000_hello_1a2b3c4d")]
    [TestCase("POST", "/api/modules/hello/run")]
    public async Task Send_WhenTheStorageIsUnavailable_AnswersSoAndNotWhy(string method, string path)
    {
        var history = new FakeRunRepository();
        await using var server = new PrismQServer { Replace = services => services.AddSingleton<IRunRepository>(history) };
        _ = server.Services;
        history.Fault = Secret;
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "POST" ? JsonContent.Create(new { }) : null };

        using var answer = await server.Http.SendAsync(request);

        var problem = await answer.ShouldBeProblem(503, "SERVICE_UNAVAILABLE");
        problem.ToString().Should().NotContain("secret").And.NotContain("Exception");
        answer.Headers.RetryAfter.Should().NotBeNull();
    }

    [Test]
    public async Task Send_WhenSomethingUnforeseenHappens_AnswersNothingOfIt()
    {
        var configs = new FakeConfigStore { Failure = new InvalidOperationException(Secret) };
        await using var server = new PrismQServer { Replace = services => services.AddSingleton<IConfigStore>(configs) };

        using var answer = await server.Http.GetAsync("/api/modules/hello/config");

        var problem = await answer.ShouldBeProblem(500, "INTERNAL_ERROR");
        problem.ToString().Should().NotContain("secret").And.NotContain("Exception").And.NotContain("   at ");
    }

    [Test]
    public async Task Send_WhenSomethingUnforeseenHappens_IsLoggedUnderTheIdOfItsAnswer()
    {
        var log = new RecordedLog();
        await using var server = FailingServer(new InvalidOperationException(Secret), log);

        using var answer = await server.Http.GetAsync("/api/modules/hello/config");

        var problem = await answer.ShouldBeProblem(500, "INTERNAL_ERROR");
        log.Messages.Should().ContainSingle(message => message.Contains("nobody foresaw"))
            .Which.Should().Contain(problem.GetProperty("trace_id").GetString());
    }

    [Test]
    public async Task Send_WhenTheStorageIsUnavailable_IsLoggedUnderTheIdOfItsAnswer()
    {
        var log = new RecordedLog();
        await using var server = FailingServer(new StorageUnavailableException(Secret), log);

        using var answer = await server.Http.GetAsync("/api/modules/hello/config");

        var problem = await answer.ShouldBeProblem(503, "SERVICE_UNAVAILABLE");
        log.Messages.Should().ContainSingle(message => message.Contains("storage unavailable"))
            .Which.Should().Contain(problem.GetProperty("trace_id").GetString());
    }

    [Test]
    public async Task Save_WhenAChunkedBodyGrowsBeyondTheLimit_AnswersTooLarge()
    {
        await using var server = new PrismQServer(("PrismQ:Limits:MaxRequestBodyBytes", "1024"));
        server.UseKestrel(port: 0);
        server.StartServer();
        using var client = server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/modules/hello/config")
        {
            Content = new StringContent(new string(' ', 64 * 1024), Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
            Headers = { TransferEncodingChunked = true },
        };

        using var answer = await client.SendAsync(request);

        await answer.ShouldBeProblem(413, "PAYLOAD_TOO_LARGE");
    }

    private static PrismQServer FailingServer(Exception failure, RecordedLog log) => new()
    {
        Replace = services => services.AddSingleton<IConfigStore>(new FakeConfigStore { Failure = failure }).AddSingleton<ILoggerProvider>(log),
    };
}
