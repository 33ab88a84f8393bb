using System.Net.Http.Headers;
using System.Text;
using PrismQ.Testing.Common.Fuzzing;

namespace PrismQ.Api.Tests.Common;

[TestFixture, Category("Fuzz"), FixtureLifeCycle(LifeCycle.SingleInstance)]
internal sealed class RequestFuzzTests
{
    private static readonly string[] JsonTokens =
        ["\"module_id\": \"off\"", "\"parameters\": {", "\"save_config\"", "\"top\": 5", "\"color\": \"red\"", "\"token\": \"x\"", "__internal__", "{}"];

    private static readonly string[] QueryTokens =
        ["&", "=", "limit=", "offset=", "status=", "module_id=", "cursor=", "tail=", "since=", "after=", "q=", "tag=", "category=", "%", "+", "2026-01-31T08:30:00Z"];

    private static readonly FuzzCampaign Bodies = new("request-body", JsonTokens);
    private static readonly FuzzCampaign Queries = new("query-string", QueryTokens);
    private static readonly FuzzCampaign Cursors = new("cursor", " ", "run_", "639054666000000000");

    // The rate of launches is not what is tried here.
    private readonly PrismQServer _server = new(("PrismQ:Limits:LaunchBurst", "100000"), ("PrismQ:Limits:LaunchesPerSecond", "10000"));

    [OneTimeTearDown]
    public ValueTask StopServer() => _server.DisposeAsync();

    [Test]
    public void Post_WhateverTheBody_AnswersByTheContract() => Bodies.Run(body =>
    {
        Post("/api/runs", body);
        Post("/api/modules/off/run", body);
        Post("/api/modules/hello/config", body);
        Get("/api/modules/hello/config");
    });

    [Test]
    public void Get_WhateverTheQuery_AnswersByTheContract() => Queries.Run(bytes =>
    {
        var query = Uri.EscapeDataString(Encoding.Latin1.GetString(bytes)).Replace("%3D", "=", StringComparison.Ordinal)
            .Replace("%26", "&", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal).Replace("%2B", "+", StringComparison.Ordinal);
        foreach (var path in (string[])["/api/runs", "/api/modules", "/api/runs/none/logs", "/api/runs/none/logs/stream"])
        {
            Get($"{path}?{query}");
        }
    });

    [Test]
    public void List_WhateverTheCursorHolds_AnswersByTheContract() => Cursors.Run(bytes =>
    {
        Get("/api/runs?cursor=" + Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_'));
        Get("/api/runs?cursor=" + Uri.EscapeDataString(Encoding.Latin1.GetString(bytes)));
    });

    private void Get(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        Send(request, address);
    }

    private void Post(string address, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        Send(request, Encoding.UTF8.GetString(body));
    }

    private void Send(HttpRequestMessage request, string asked)
    {
        using var answer = _server.Http.SendAsync(request).GetAwaiter().GetResult();
        answer.ShouldKeepToTheContract(asked).GetAwaiter().GetResult();
    }
}
