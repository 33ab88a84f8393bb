using System.Net;
using System.Net.Http.Json;
using PrismQ.Api.Tests.Common;

namespace PrismQ.Api.Tests.Security;

[TestFixture, CancelAfter(60_000)]
internal sealed class LaunchLimitTests
{
    /// <summary>So many at once that a bucket that fills by one a second cannot let them all pass.</summary>
    private const int Many = 200;

    [Test]
    public async Task Start_WhenOneClientStartsTooMany_SlowsThatClientOnly(CancellationToken cancellationToken)
    {
        await using var server = new PrismQServer([.. Keys.Settings, ("PrismQ:Limits:LaunchBurst", "5"), ("PrismQ:Limits:LaunchesPerSecond", "1")]);
        using var busy = server.NewClient(Keys.Operator);
        using var other = server.NewClient(Keys.OtherOperator);

        var answers = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => StartAsync(busy, cancellationToken)));
        using var reading = await busy.GetAsync("/api/runs", cancellationToken);
        using var elsewhere = await StartAsync(other, cancellationToken);

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).Should().BeInRange(5, Many - 1);
        var refused = answers.First(answer => answer.StatusCode != HttpStatusCode.Conflict);
        await refused.ShouldBeProblem(429, "RATE_LIMITED");
        (refused.Headers.RetryAfter?.Delta).Should().BeGreaterThan(TimeSpan.Zero);
        reading.StatusCode.Should().Be(HttpStatusCode.OK);
        elsewhere.StatusCode.Should().Be(HttpStatusCode.Conflict);
    }

    /// <summary>The module is disabled, so what passes the limit is refused later and starts no process.</summary>
    private static Task<HttpResponseMessage> StartAsync(HttpClient client, CancellationToken cancellationToken) =>
        client.PostAsJsonAsync("/api/modules/off/run", new { }, cancellationToken);
}
