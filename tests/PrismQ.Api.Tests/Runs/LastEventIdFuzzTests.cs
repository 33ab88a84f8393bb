using System.Globalization;
using System.Text;
using PrismQ.Api.Tests.Common;
using PrismQ.Client;
using PrismQ.Testing.Common.Fuzzing;

namespace PrismQ.Api.Tests.Runs;

[TestFixture, Category("Fuzz"), FixtureLifeCycle(LifeCycle.SingleInstance)]
internal sealed class LastEventIdFuzzTests
{
    private static readonly FuzzCampaign Campaign = new("last-event-id", "1", "2", "3", "9223372036854775807", " ", ",");

    private readonly PrismQServer _server = new();
    private string _stream = "";

    [OneTimeSetUp]
    public async Task Run()
    {
        var run = await _server.EndOf(await _server.Runs.StartModuleAsync("hello", new StartModuleRequest()), CancellationToken.None);
        _stream = $"/api/runs/{run.Run_id}/logs/stream";
    }

    [OneTimeTearDown]
    public ValueTask StopServer() => _server.DisposeAsync();

    [Test]
    public void Follow_WhateverTheLastEventId_SendsTheLinesAfterItOrAllOfThem() => Campaign.Run(bytes =>
    {
        var id = Encoding.Latin1.GetString(bytes);
        using var request = new HttpRequestMessage(HttpMethod.Get, _stream);
        if (id.Any(c => c is '\r' or '\n' or '\0') || !request.Headers.TryAddWithoutValidation("Last-Event-ID", id))
        {
            return; // No HTTP client or server lets such a header through.
        }

        using var answer = _server.Http.SendAsync(request).GetAwaiter().GetResult();

        answer.ShouldKeepToTheContract(id).GetAwaiter().GetResult();
        var events = answer.Content.ReadAsStringAsync().GetAwaiter().GetResult().Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        var seen = long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        events.SkipLast(1).Select(sent => sent.Split('\n')[1])
            .Should().Equal(Enumerable.Range(1, 3).Where(line => line > seen).Select(line => $"id: {line}"));
        events[^1].Should().StartWith("event: complete\n");
    });
}
