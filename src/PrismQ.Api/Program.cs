using PrismQ.Api.Common;
using PrismQ.Api.Common.OpenApi;
using PrismQ.Api.Common.Startup;
using PrismQ.Api.Security;
using PrismQ.Api.SystemStatus.Telemetry;
using PrismQ.Application;
using PrismQ.Infrastructure;

try
{
    if (await CommandLine.ExplainAsync(args, Console.Out, Console.Error) is { } exitCode)
    {
        return exitCode;
    }

    if (args is ["create-key", var name, var role])
    {
        Console.WriteLine(CreateKey.Text(name, role));
        return 0;
    }

    // The program's own settings and pages lie beside it; what it works on, below the folder it is started in. The slim builder
    // leaves out what nothing here uses (other loggers, IIS, QUIC), and TLS, which is added below.
    var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    var quiet = new QuietStart();
    builder.Logging.ClearProviders().AddConsole();
    quiet.Hush(builder.Logging);
    builder.WebHost.UseKestrelHttpsConfiguration();
    builder.UseLoopbackByDefault();
    builder.Services.AddApplication(builder.Configuration["AutoMapper:LicenseKey"]);
    builder.Services.AddInfrastructure(builder.Configuration);
    builder.Services.AddSecurity().AddApi().AddRequestBodies().AddTelemetry(builder.Configuration);

    // Before anything takes a value from the settings, so that a wrong one is told by its name; the host takes some when it is built.
    SettingsCheck.Run(builder.Services, builder.Configuration);
    builder.Services.AddExporters(builder.Configuration);

    await using var app = builder.Build();
    if (args is ["openapi", var file])
    {
        await File.WriteAllTextAsync(file, await WriteOpenApi.DocumentAsync(app.Services));
        return 0;
    }

    ListenAddresses.RefuseToBeOpen(app.Configuration);
    quiet.EndWith(app.Lifetime);

    // What serves runs and what serves requests is put together side by side: with two cores the server is there sooner.
    var services = Task.Run(() => app.Services.GetServices<IHostedService>().ToArray());
    app.UseApi();
    await services;
    await app.RunAsync();
    return 0;
}
catch (Exception exception) when (StartupFailures.Explain(exception) is { } line)
{
    await Console.Error.WriteLineAsync(line);
    return 1;
}
