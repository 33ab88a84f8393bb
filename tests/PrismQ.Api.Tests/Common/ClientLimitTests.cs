using System.Security.Cryptography;
using System.Text;

namespace PrismQ.Api.Tests.Common;

/// <summary>How much one client, and all of them together, may ask for.</summary>
[CancelAfter(60_000)]
internal sealed class ClientLimitTests
{
    [Test]
    public async Task Stream_WhenAllSlotsAreTaken_IsRefusedUntilOneIsFree(CancellationToken cancellationToken)
    {
        await using var server = new PrismQServer(("PrismQ:Limits:MaxStreams", "2"));
        using var first = await StreamAsync(server.Http, cancellationToken);
        using var second = await StreamAsync(server.Http, cancellationToken);

        using var refused = await StreamAsync(server.Http, cancellationToken);
        await refused.ShouldBeProblem(429, "TOO_MANY_STREAMS");
        first.Dispose();
        await UntilAsync(async () =>
        {
            using var next = await StreamAsync(server.Http, cancellationToken);
            return next.IsSuccessStatusCode;
        });

        refused.Headers.RetryAfter.Should().NotBeNull();
    }

    [Test]
    public async Task Stream_WhenOneClientHasItsSlots_IsRefusedToItAndToNobodyElse(CancellationToken cancellationToken)
    {
        await using var server = WithKeys("one", "other", ("PrismQ:Limits:MaxStreamsPerClient", "1"));
        using var one = server.NewClient("one");
        using var other = server.NewClient("other");
        using var open = await StreamAsync(one, cancellationToken);

        using var refused = await StreamAsync(one, cancellationToken);
        using var accepted = await StreamAsync(other, cancellationToken);

        await refused.ShouldBeProblem(429, "TOO_MANY_STREAMS");
        accepted.EnsureSuccessStatusCode();
    }

    [Test]
    public async Task Launch_WhenOneClientMakesTooMany_IsRefusedToItAndToNobodyElse(CancellationToken cancellationToken)
    {
        await using var server = WithKeys("one", "other", ("PrismQ:Limits:LaunchBurst", "1"), ("PrismQ:Limits:LaunchesPerSecond", "1"));
        using var one = server.NewClient("one");
        using var other = server.NewClient("other");

        // The bucket gets a token each second, so one of a few in a row must come too early.
        HttpResponseMessage answer;
        do
        {
            answer = await LaunchAsync(one, cancellationToken);
        }
        while (answer.IsSuccessStatusCode);
        using var accepted = await LaunchAsync(other, cancellationToken);

        await answer.ShouldBeProblem(429, "RATE_LIMITED");
        (answer.Headers.RetryAfter?.Delta).Should().BeGreaterThan(TimeSpan.Zero);
        accepted.EnsureSuccessStatusCode();
        answer.Dispose();
    }

    private static PrismQServer WithKeys(string one, string other, params (string, string)[] settings) => new(
    [
        .. new[] { one, other }.SelectMany((key, index) => new[]
        {
            ($"PrismQ:Security:ApiKeys:{index}:Name", key),
            ($"PrismQ:Security:ApiKeys:{index}:Hash", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))),
            ($"PrismQ:Security:ApiKeys:{index}:Role", "Operator"),
        }),
        .. settings,
    ]);

    private static Task<HttpResponseMessage> StreamAsync(HttpClient client, CancellationToken cancellationToken) =>
        client.GetAsync("/api/runs/events", HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    private static async Task<HttpResponseMessage> LaunchAsync(HttpClient client, CancellationToken cancellationToken)
    {
        using var body = new StringContent("{}", Encoding.UTF8, "application/json");
        return await client.PostAsync("/api/modules/hello/run", body, cancellationToken);
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await isSo())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }
}
