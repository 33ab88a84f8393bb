using Microsoft.Extensions.DependencyInjection;
using PrismQ.Api.Tests.Common;
using PrismQ.Application.Configs;
using PrismQ.Testing.Configs;

namespace PrismQ.Api.Tests.SystemStatus;

[TestFixture, CancelAfter(60_000)]
internal sealed class RequestDurationsTests
{
    [Test]
    public async Task Metrics_TellRequestsByRouteMethodAndStatus(CancellationToken cancellationToken)
    {
        await using var server = new PrismQServer();
        await server.Http.GetStringAsync("/api/health", cancellationToken);
        await server.Http.GetAsync("/api/runs/run_20260131_083000_none_1a2b3c4d", cancellationToken);
        await server.Http.GetAsync("/no/such/thing", cancellationToken);
        await server.Http.SendAsync(new HttpRequestMessage(new HttpMethod("BREW"), "/api/health"), cancellationToken);

        var counts = await CountsAsync(server, cancellationToken);

        counts.Should().ContainSingle(count => IsOf(count, "GET", "200") && count.Contains("http_route=\"api/health\""))
            .Which.Should().Contain("url_scheme=\"http\"").And.Contain("network_protocol_version=\"1.1\"").And.NotContain("error_type").And.EndWith(" 1");
        counts.Should().ContainSingle(count => IsOf(count, "GET", "404") && count.Contains("http_route=\"api/runs/{run_id}\""));
        counts.Should().ContainSingle(count => IsOf(count, "GET", "404") && !count.Contains("http_route"));
        counts.Should().ContainSingle(count => IsOf(count, "_OTHER", "405"));
        counts.Should().NotContain(count => count.Contains("BREW"));
    }

    [Test]
    public async Task Metrics_SayWhatAServerErrorWas(CancellationToken cancellationToken)
    {
        var configs = new FakeConfigStore { Failure = new InvalidOperationException("Unforeseen") };
        await using var server = new PrismQServer { Replace = services => services.AddSingleton<IConfigStore>(configs) };
        await server.Http.GetAsync($"/api/modules/{TestModules.All[0].Id}/config", cancellationToken);

        (await CountsAsync(server, cancellationToken)).Should()
            .ContainSingle(count => IsOf(count, "GET", "500")).Which.Should().Contain("error_type=\"500\"");
    }

    private static bool IsOf(string count, string method, string status) =>
        count.Contains($"http_request_method=\"{method}\"") && count.Contains($"http_response_status_code=\"{status}\"");

    private static async Task<string[]> CountsAsync(PrismQServer server, CancellationToken cancellationToken) =>
    [
        .. (await server.Http.GetStringAsync("/metrics", cancellationToken)).Split('\n')
            .Where(line => line.StartsWith("http_server_request_duration_seconds_count", StringComparison.Ordinal)),
    ];
}
