using System.Diagnostics.Metrics;
using System.Text.Json;
using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PrismQ.Application.Configs;
using PrismQ.Application.Modules;
using PrismQ.Application.Runs;
using PrismQ.Application.Runs.Logs;
using PrismQ.Application.Runs.Orchestration;
using PrismQ.Application.SystemStatus;
using PrismQ.Domain.Common;
using PrismQ.Domain.Modules;
using PrismQ.Domain.Runs;
using PrismQ.Testing.Common;
using PrismQ.Testing.Configs;
using PrismQ.Testing.Modules;
using PrismQ.Testing.Runs;
using PrismQ.Testing.SystemStatus;

namespace PrismQ.Application.Tests.Runs;

/// <summary>The whole application over fakes: what a test of orchestration conducts.</summary>
internal sealed class Orchestra : IAsyncDisposable
{
    /// <summary>When the clock begins.</summary>
    public static readonly DateTimeOffset Now = new(2026, 1, 31, 8, 30, 0, TimeSpan.Zero);

    private readonly ServiceProvider _services;

    public Orchestra(Action<RunOptions>? configure = null, FakeRunRepository? history = null)
    {
        History = history ?? new FakeRunRepository();
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton(typeof(ILogger<>), typeof(RecordingLogger<>))
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<IMeterFactory, FakeMeterFactory>()
            .AddSingleton<IModuleCatalog>(Catalog)
            .AddSingleton<IConfigStore>(Configs)
            .AddSingleton<IRunRepository>(History)
            .AddSingleton<IRunFolders>(Folders)
            .AddSingleton<IRunLogStore>(Logs)
            .AddSingleton<IProcessLauncher>(Launcher)
            .AddSingleton<IScriptResolver>(Scripts)
            .AddSingleton<IHostMetrics>(Host)
            .AddSingleton<IProcessUsage>(Usage)
            .AddApplication(autoMapperLicenseKey: null)
            .Configure<RunOptions>(options => configure?.Invoke(options));
        _services = services.BuildServiceProvider();
    }

    public FakeClock Time { get; } = new(Now);

    public FakeModuleCatalog Catalog { get; } = new(ModuleBuilder.Module("echo"));

    public FakeConfigStore Configs { get; } = new();

    public FakeRunRepository History { get; }

    public FakeRunFolders Folders { get; } = new();

    public FakeRunLogStore Logs { get; } = new();

    public FakeProcessLauncher Launcher { get; } = new();

    public FakeScriptResolver Scripts { get; } = new();

    public FakeHostMetrics Host { get; } = new() { Current = FakeHostMetrics.WithFreeDisk(1L << 40) };

    public FakeProcessUsage Usage { get; } = new();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>What a part of the application has logged.</summary>
    public IReadOnlyList<string> LogOf<T>() => ((RecordingLogger<T>)Get<ILogger<T>>()).Messages;

    /// <summary>Resolves what the history holds and opens the queue.</summary>
    public async Task<Orchestra> StartAsync()
    {
        await Recovery.StartAsync(CancellationToken.None);
        return this;
    }

    public Task ShutDownAsync() => Recovery.StoppingAsync(CancellationToken.None);

    public async Task<T> SendAsync<T>(IRequest<Result<T>> message)
    {
        var result = await TrySendAsync(message);
        return result.Value;
    }

    public async Task<Result<T>> TrySendAsync<T>(IRequest<Result<T>> message)
    {
        await using var scope = _services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(message);
    }

    public Task<RunDto> LaunchAsync(string module = "echo", bool saveConfig = false) =>
        SendAsync(new StartRunCommand(new ModuleId(module), new Dictionary<string, JsonElement>(), saveConfig));

    /// <summary>Waits until a run has ended, and reads it from the history.</summary>
    public async Task<RunDto> EndedAsync(string runId)
    {
        await UntilAsync(runId, run => run is null);
        return await SendAsync(new GetRunQuery(new RunId(runId)));
    }

    /// <summary>Waits until the process of a run is on record.</summary>
    public Task AttachedAsync(string runId) => UntilAsync(runId, run => run?.Process is not null);

    private async Task UntilAsync(string runId, Func<Run?, bool> isReached)
    {
        var id = new RunId(runId);
        while (true)
        {
            var next = Get<IRunSignals>().NextAsync(id);
            if (isReached(Get<ActiveRuns>().Find(id)?.Current))
            {
                return;
            }

            await next.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private RunRecovery Recovery => _services.GetServices<IHostedService>().OfType<RunRecovery>().Single();
}
