using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using PrismQ.Testing.Common;

namespace PrismQ.EndToEnd.Tests.SystemStatus;

/// <summary>A real Prometheus that reads a server every second.</summary>
internal sealed class PrometheusProcess : IDisposable
{
    private static readonly string[] KnownPrograms = ["/usr/bin/prometheus", "/usr/local/bin/prometheus"];

    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;

    private PrometheusProcess(string program, Uri server)
    {
        var port = FreePort();
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var config = _folder.Write("prometheus.yml", $$"""
            global: { scrape_interval: 1s }
            scrape_configs: [{ job_name: prismq, static_configs: [{ targets: ["{{server.Authority}}"] }] }]
            """);
        _process = Process.Start(new ProcessStartInfo(
            program, [$"--config.file={config}", $"--storage.tsdb.path={_folder.Under("data")}", $"--web.listen-address=127.0.0.1:{port}"])
        {
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("Prometheus did not start.");
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
    }

    public HttpClient Http { get; }

    /// <summary>Null where Prometheus is not installed.</summary>
    public static PrometheusProcess? Start(Uri server) =>
        KnownPrograms.FirstOrDefault(File.Exists) is { } program ? new PrometheusProcess(program, server) : null;

    /// <summary>How many series a query finds now; none while Prometheus is not ready. A query that is wrong is an exception.</summary>
    public async Task<int> TryCountAsync(string query, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await Http.GetAsync("/api/v1/query?query=" + Uri.EscapeDataString(query), cancellationToken);
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
            return answer.StatusCode == HttpStatusCode.OK
                ? json.RootElement.GetProperty("data").GetProperty("result").GetArrayLength()
                : throw new InvalidOperationException($"{query}: {json.RootElement}");
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException)
        {
            return 0;
        }
    }

    public void Dispose()
    {
        Http.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
