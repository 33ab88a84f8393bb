using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using PrismQ.Api.Common;
using PrismQ.Application.Modules;
using PrismQ.Application.Runs;
using PrismQ.Domain.Modules;
using PrismQ.Domain.Runs;
using PrismQ.Testing.Common;
using PrismQ.Testing.Modules;
using PrismQ.Testing.Runs;
using static PrismQ.Testing.Modules.ModuleBuilder;

namespace PrismQ.Benchmarks.Http;

/// <summary>The whole server with twenty modules, fifty runs in its history and a log of 600 lines, in a folder of its own.</summary>
internal sealed class ServerUnderTest : WebApplicationFactory<ApiController>, IStartupFilter
{
    private readonly TemporaryFolder _folder = new();
    private RequestDelegate? _pipeline;

    static ServerUnderTest() =>
        Environment.SetEnvironmentVariable("ASPNETCORE_TEST_CONTENTROOT_PRISMQ_API", AppContext.BaseDirectory);

    public RunId RunId { get; private set; } = new("run_20260131_083000_module-1_1a2b3c4d");

    /// <summary>Everything that a request passes, from the first step of the server's own.</summary>
    public RequestDelegate Pipeline => _pipeline ?? throw new InvalidOperationException("The server is not started.");

    public static Module[] Modules { get; } =
    [
        .. Enumerable.Range(1, 20).Select(i => Module(
            $"module-{i}",
            Number("top", min: 1, max: 1000),
            Select("language", "en", "de", "cs"),
            Checkbox("advanced"),
            Parameter("path", defaultJson: "\"texts/a.txt\"").Required(),
            Parameter("depth").ShownWhen("advanced", "true"))),
    ];

    public async Task FillAsync()
    {
        var runs = Services.GetRequiredService<IRunRepository>();
        foreach (var i in Enumerable.Range(1, 50))
        {
            var run = new RunBuilder().OfModule($"module-{i % 20 + 1}").WithParameter("top", i).Completed().Build();
            await runs.AddAsync(run, CancellationToken.None);
            RunId = run.Id;
        }

        var folder = Services.GetRequiredService<IRunFolders>().Create(RunId);
        await File.WriteAllLinesAsync(
            Path.Combine(folder.Path, "stdout.log"), Enumerable.Range(1, 600).Select(i => $"line {i}: {new string('x', 60)}"));
    }

    Action<IApplicationBuilder> IStartupFilter.Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(pipeline => _pipeline = pipeline);
        next(app);
    };

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        _folder.Write(Path.Combine("modules", "modules.json"), """{"modules": []}""");
        builder.UseEnvironment("Production");
        builder.UseSetting("PrismQ:DataDirectory", _folder.Under("data"));
        builder.UseSetting("PrismQ:ModulesFile", _folder.Under("modules", "modules.json"));
        builder.UseSetting("Logging:LogLevel:Default", "Error");
        builder.ConfigureTestServices(services => services
            .AddSingleton<IModuleCatalog>(new FakeModuleCatalog(Modules))
            .AddSingleton<IStartupFilter>(this));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}
