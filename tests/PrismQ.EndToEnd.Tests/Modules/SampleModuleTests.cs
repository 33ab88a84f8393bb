using PrismQ.Client;
using PrismQ.Testing.Common;

namespace PrismQ.EndToEnd.Tests.Modules;

/// <summary>
/// Every module that comes with the project, started with nothing given on the real server. One after another: two first starts of C#
/// files at once get in each other's way in the compiler.
/// </summary>
[Platform("Linux,MacOsX")]
[NonParallelizable]
[FixtureLifeCycle(LifeCycle.SingleInstance)]
[CancelAfter(300_000)]
internal sealed class SampleModuleTests
{
    private readonly TemporaryFolder _data = new();
    private ServerProcess? _server;
    private HttpClient? _http;

    private static IEnumerable<Sample> Samples => Sample.All;

    private HttpClient Http => _http ?? throw new InvalidOperationException("The server is up during a test only.");

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await ServerProcess.StartAsync(_data.Under("data"), RepositoryFiles.Path("modules", "modules.json"));
        _http = _server.CreateClient();
        _http.Timeout = TimeSpan.FromMinutes(4);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _http?.Dispose();
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        _data.Dispose();
    }

    [Test]
    public async Task Registry_Always_IsServedWholeAndKnownToTheseTests(CancellationToken cancellationToken)
    {
        var health = await new SystemStatusClient(Http).GetHealthAsync(cancellationToken);
        var list = await new ModulesClient(Http).ListAsync(cancellationToken: cancellationToken);

        health.Problems.Should().NotContain(problem => problem.Contains("modules.json", StringComparison.Ordinal));
        list.Modules.Select(module => module.Id).Should().BeEquivalentTo(Samples.Select(sample => sample.Module));
    }

    [TestCaseSource(nameof(Samples))]
    public async Task Run_WhenNothingIsGiven_ComesToItsEndAndLeavesWhatItPromises(Sample sample, CancellationToken cancellationToken)
    {
        if (!sample.CanRun)
        {
            Assert.Ignore($"{sample.Program} is not installed here.");
        }

        var runs = new RunsClient(Http);
        var started = await runs.StartAsync(new StartRunRequest { Module_id = sample.Module }, cancellationToken);
        var log = await Http.GetStringAsync($"/api/runs/{started.Run_id}/logs/stream", cancellationToken);
        var run = await runs.GetAsync(started.Run_id, cancellationToken);
        var results = await runs.GetResultsAsync(started.Run_id, cancellationToken);

        run.Exit_code.Should().Be(sample.ExitCode, log);
        run.Status.Should().Be(sample.ExitCode == 0 ? RunStatus.Completed : RunStatus.Failed);
        run.Progress_percent.Should().Be(100);
        results.Output_files.Select(file => file.Filename).Should().BeEquivalentTo(sample.Files);
        results.Output_files.Should().OnlyContain(file => file.Size_bytes > 0);
        results.Metrics.Keys.Should().Contain(sample.Metrics);
        log.Should().Contain("event: complete").And.Contain(sample.Message ?? "::progress");
        foreach (var file in results.Output_files)
        {
            (await Http.GetByteArrayAsync($"/api/runs/{run.Run_id}/results/files/{file.Path}", cancellationToken)).Should().HaveCount((int)file.Size_bytes);
        }
    }
}
