using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PrismQ.Api.Tests.Security;
using PrismQ.Client;
using PrismQ.Testing.Common;

namespace PrismQ.Api.Tests.Common;

[TestFixture, CancelAfter(60_000)]
internal sealed class EventStreamsTests
{
    private const string Events = "/api/runs/events";

    [Test]
    public async Task Follow_WhenNothingHappens_SendsACommentEveryFifteenSeconds(CancellationToken cancellationToken)
    {
        var clock = new FakeClock(new DateTimeOffset(2026, 1, 31, 8, 30, 0, TimeSpan.Zero));
        await using var server = new PrismQServer { Replace = services => services.AddSingleton<TimeProvider>(clock) };
        using var stream = await OpenAsync(server.Http, Events, cancellationToken);
        using var reader = new StreamReader(await stream.Content.ReadAsStreamAsync(cancellationToken));

        for (var beat = 0; beat < 2; beat++)
        {
            await clock.WaitedForAsync(TimeSpan.FromSeconds(15));
            clock.Advance(TimeSpan.FromSeconds(15));

            (await reader.ReadLineAsync(cancellationToken)).Should().Be(": keep-alive");
            (await reader.ReadLineAsync(cancellationToken)).Should().BeEmpty();
        }
    }

    [Test]
    public async Task Follow_WhenTheClientHasTooManyStreams_IsRefusedUntilOneIsClosed(CancellationToken cancellationToken)
    {
        await using var server = new PrismQServer([.. Keys.Settings, ("PrismQ:Limits:MaxStreamsPerClient", "1")]);
        using var client = server.NewClient(Keys.Operator);
        using var other = server.NewClient(Keys.Reader);
        var first = await OpenAsync(client, Events, cancellationToken);

        using var second = await OpenAsync(client, Events, cancellationToken);
        using var elsewhere = await OpenAsync(other, Events, cancellationToken);
        first.Dispose();

        (await second.ShouldBeProblem(429, "TOO_MANY_STREAMS")).GetProperty("detail").GetString().Should().Contain("live streams");
        second.Headers.RetryAfter.Should().NotBeNull();
        elsewhere.StatusCode.Should().Be(HttpStatusCode.OK);
        await UntilOpenAsync(client, cancellationToken);
    }

    [Test]
    public async Task Follow_WhenTheServerHasTooManyStreams_IsRefusedToAnybody(CancellationToken cancellationToken)
    {
        await using var server = new PrismQServer([.. Keys.Settings, ("PrismQ:Limits:MaxStreams", "1")]);
        using var client = server.NewClient(Keys.Operator);
        using var other = server.NewClient(Keys.Reader);
        using var first = await OpenAsync(client, Events, cancellationToken);

        using var second = await OpenAsync(other, Events, cancellationToken);

        await second.ShouldBeProblem(429, "TOO_MANY_STREAMS");
    }

    [Test]
    public async Task Follow_WhenTheServerStops_Ends(CancellationToken cancellationToken)
    {
        await using var server = new PrismQServer();
        var run = await server.Runs.StartModuleAsync("wait", new StartModuleRequest(), cancellationToken);
        using var changes = await OpenAsync(server.Http, Events, cancellationToken);
        using var log = await OpenAsync(server.Http, $"/api/runs/{run.Run_id}/logs/stream", cancellationToken);
        using var reader = new StreamReader(await log.Content.ReadAsStreamAsync(cancellationToken));
        await reader.ReadLineAsync(cancellationToken);

        server.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        await changes.Content.ReadAsStringAsync(cancellationToken);
        await reader.ReadToEndAsync(cancellationToken);
    }

    private static Task<HttpResponseMessage> OpenAsync(HttpClient client, string path, CancellationToken cancellationToken) =>
        client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    /// <summary>The server notices a little later that a client has gone.</summary>
    private static async Task UntilOpenAsync(HttpClient client, CancellationToken cancellationToken)
    {
        var status = HttpStatusCode.TooManyRequests;
        while (status == HttpStatusCode.TooManyRequests)
        {
            using var answer = await OpenAsync(client, Events, cancellationToken);
            status = answer.StatusCode;
        }

        status.Should().Be(HttpStatusCode.OK);
    }
}
