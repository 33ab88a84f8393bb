using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PrismQ.Application.Modules;
using PrismQ.Client;
using PrismQ.Testing.Common;
using PrismQ.Testing.Modules;

namespace PrismQ.Api.Tests.Common;

/// <summary>The whole server in memory: real pipeline, storage and scripts, in a folder of its own.</summary>
internal sealed class PrismQServer(params (string Key, string Value)[] settings) : WebApplicationFactory<Program>
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Opens the door for <see cref="Http"/>; null sends no key.</summary>
    public string? Key { get; init; }

    /// <summary>Puts fakes in the place of parts of the server.</summary>
    public Action<IServiceCollection>? Replace { get; init; }

    public HttpClient Http => _http ??= NewClient(Key);

    public ModulesClient Modules => new(Http);

    public ConfigsClient Configs => new(Http);

    public RunsClient Runs => new(Http);

    public SystemStatusClient SystemStatus => new(Http);

    private HttpClient? _http;

    public HttpClient NewClient(string? key)
    {
        var client = CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        if (key is not null)
        {
            client.DefaultRequestHeaders.Add("X-Api-Key", key);
        }

        return client;
    }

    /// <summary>A path of the server's data directory.</summary>
    public string UnderData(string name) => _folder.Under("data", name);

    public async Task<Run> EndOf(Run run, CancellationToken cancellationToken)
    {
        await Http.GetStringAsync($"/api/runs/{run.Run_id}/logs/stream", cancellationToken);
        return await Runs.GetAsync(run.Run_id, cancellationToken);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (script, text) in TestModules.Scripts)
        {
            _folder.Write(Path.Combine("modules", script), text);
        }

        _folder.Write(Path.Combine("modules", "modules.json"), """{"modules": []}""");
        builder.UseEnvironment("Production");
        builder.UseSetting("PrismQ:DataDirectory", _folder.Under("data"));
        builder.UseSetting("PrismQ:ModulesFile", _folder.Under("modules", "modules.json"));
        builder.UseSetting("PrismQ:Runs:Launcher", "Attached");
        builder.ConfigureLogging(logging => logging.ClearProviders());
        foreach (var (key, value) in settings)
        {
            builder.UseSetting(key, value);
        }

        builder.UseDefaultServiceProvider(options => options.ValidateScopes = options.ValidateOnBuild = true);
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<IModuleCatalog>(new FakeModuleCatalog(TestModules.All));
            Replace?.Invoke(services);
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}
