using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using PrismQ.EndToEnd.Tests.Panel;
using PrismQ.Testing.Common;

namespace PrismQ.EndToEnd.Tests.SystemStatus;

public sealed class DashboardTests
{
    [Test]
    [CancelAfter(120_000)]
    public async Task Dashboard_WhenARealPrometheusReadsARealServer_ShowsSomethingInEveryPanel(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        await using var server = await ServerProcess.StartAsync(folder.Under("data"), RepositoryFiles.Path("modules", "modules.json"));
        using var prometheus = PrometheusProcess.Start(server.Address);
        Assume.That(prometheus, Is.Not.Null, "Prometheus is not installed.");
        using var http = server.CreateClient();
        await RunAsync(http, cancellationToken);

        using var dashboard = JsonDocument.Parse(await File.ReadAllTextAsync(RepositoryFiles.Path("deploy", "grafana", "prismq.json"), cancellationToken));
        var waiting = QueriesOf(dashboard).ToList();
        waiting.Should().HaveCountGreaterThan(10);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (waiting.Count > 0)
        {
            var found = await FoundAsync(prometheus, waiting, cancellationToken);
            waiting.RemoveAll(found.Contains);
            Assert.That(await timer.WaitForNextTickAsync(cancellationToken), Is.True, () => "Nothing yet for " + string.Join(" and ", waiting));
        }
    }

    [TestCase("api/runs/events")]
    [TestCase("api/runs/{run_id}/logs/stream")]
    [TestCase("api/runs/{run_id}/logs/ws")]
    [TestCase("api/runs/{run_id}/logs/download")]
    [TestCase("api/runs/{run_id}/results/files/{**path:required}")]
    [TestCase("/metrics")]
    public async Task Dashboard_OfResponseTimes_LeavesOutWhatTakesAsLongAsItsReader(string route)
    {
        using var dashboard = JsonDocument.Parse(await File.ReadAllTextAsync(RepositoryFiles.Path("deploy", "grafana", "prismq.json")));

        var filters = QueriesOf(dashboard)
            .Where(query => query.Contains("http_server_request_duration_seconds_bucket", StringComparison.Ordinal))
            .Select(query => Regex.Match(query, "http_route!~\"([^\"]+)\"").Groups[1].Value);

        filters.Should().NotBeEmpty().And.OnlyContain(filter => Regex.IsMatch(route, $"^(?:{filter})$"));
    }

    private static async Task RunAsync(HttpClient http, CancellationToken cancellationToken)
    {
        var settings = new { parameters = new { lines = 5, delay_ms = 0 } };
        using var answer = await http.PostAsJsonAsync("/api/modules/log-generator/run", settings, cancellationToken);
        await http.GetStringAsync(answer.Headers.Location + "/logs/stream", cancellationToken);
    }

    private static async Task<HashSet<string>> FoundAsync(PrometheusProcess? prometheus, List<string> queries, CancellationToken cancellationToken)
    {
        var found = new HashSet<string>();
        foreach (var query in queries)
        {
            if (prometheus is not null && await prometheus.TryCountAsync(query, cancellationToken) > 0)
            {
                found.Add(query);
            }
        }

        return found;
    }

    private static IEnumerable<string> QueriesOf(JsonDocument dashboard) =>
        from panel in dashboard.RootElement.GetProperty("panels").EnumerateArray()
        from target in panel.GetProperty("targets").EnumerateArray()
        select target.GetProperty("expr").GetString();
}
